-- Neighbourhoods by month, so that what is compared with a new claim does not grow with the record. They
-- are filled again when the next document is kept. Rows are looked up and dropped by their whole key.
drop table neighbourhoods;
create table neighbourhoods (
    type text not null,
    first text not null,
    second text not null,
    "window" text not null,
    claim text not null,
    primary key (type, first, second, "window", claim)
) strict, without rowid;
