-- What searches ask of a claim, in numbers, so that counting a million of them takes milliseconds; filled
-- from the claims when the record is next written to. "segments" packs it by stretches of 16,384 numbers;
-- a stretch that changed is packed anew when it is next searched.
create table terms (
    id integer primary key,
    sort text not null,
    value text not null,
    unique (sort, value)
) strict;

create table entries (
    number integer primary key autoincrement,
    claim text not null unique,
    kind integer not null,
    type integer not null,
    mode integer not null,
    status integer not null,
    standing integer not null,
    first_day integer not null,
    last_day integer not null,
    published integer not null,
    publisher integer not null,
    document integer not null,
    start integer not null,
    length integer not null,
    place integer not null,
    country integer not null,
    confidence integer not null,
    amount real,
    unit integer not null
) strict;

create table entry_parties (
    number integer not null,
    role integer not null,
    party integer not null,
    name integer not null,
    primary key (number, role, party, name)
) strict, without rowid;

create table segments (
    segment integer primary key,
    version integer not null,
    packed blob
) strict;

create trigger entries_are_added after insert on entries begin
    insert into segments values (new.number >> 14, 1, null)
    on conflict (segment) do update set version = version + 1, packed = null;
end;
create trigger entries_are_dropped after delete on entries begin
    delete from entry_parties where number = old.number;
    update segments set version = version + 1, packed = null where segment = old.number >> 14;
end;

-- The words are looked up here and read from the evidence, so they are not kept twice.
drop table quotes;
create virtual table words using fts5 (
    quote, title, content = '', tokenize = "unicode61 remove_diacritics 2"
);

-- The meaning of quotes, as the encoder has it: 384 numbers from -127 to 127 for each. "place" packs the
-- number of the document, where the quote starts and how long it is, so that it outlives a new reading;
-- "sketches" packs their signs by stretches of 1,024 documents, as segments pack entries.
create table meanings (
    place integer primary key,
    vector blob not null
) strict;

create table sketches (
    segment integer primary key,
    version integer not null,
    packed blob
) strict;

create trigger meanings_are_added after insert on meanings begin
    insert into sketches values (new.place >> 50, 1, null)
    on conflict (segment) do update set version = version + 1, packed = null;
end;
