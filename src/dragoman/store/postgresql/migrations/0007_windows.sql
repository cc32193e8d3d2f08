-- Neighbourhoods by month, so that what is compared with a new claim does not grow with the record. They
-- are filled again when the next document is kept. Rows are looked up and dropped by their whole key.
drop table neighbourhoods;
create table neighbourhoods (
    type text collate "C" not null,
    first text collate "C" not null,
    second text collate "C" not null,
    "window" text collate "C" not null,
    claim text collate "C" not null,
    primary key (type, first, second, "window", claim)
);
