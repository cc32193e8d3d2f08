-- What passed between two parties, packed by the month in which it starts, so that a page of a busy pair
-- reads some hundreds of rows and not each event; and the documents with something on a party, as a bit for
-- each document of a month. Both are filled when the record is next written to.
create table passed (
    first text not null,
    second text not null,
    kind text not null,
    month text not null,
    size integer not null,
    packed text not null,
    primary key (first, second, kind, month),
    check (first < second)
) strict, without rowid;

create table numbered (
    month text not null,
    number integer not null,
    document text not null unique references documents (id),
    primary key (month, number)
) strict, without rowid;

create table covered (
    party text not null,
    month text not null,
    documents blob not null,
    primary key (party, month)
) strict, without rowid;

create index documents_by_time on documents (published);
