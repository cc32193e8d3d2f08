-- What passed between two parties, packed by the month in which it starts, so that a page of a busy pair
-- reads some hundreds of rows and not each event; and the documents with something on a party, as a bit for
-- each document of a month. Both are filled when the record is next written to.
create table passed (
    first text collate "C" not null,
    second text collate "C" not null,
    kind text collate "C" not null,
    month text collate "C" not null,
    size bigint not null,
    packed text not null,
    primary key (first, second, kind, month),
    check (first < second)
);

create table numbered (
    month text collate "C" not null,
    number bigint not null,
    document text collate "C" not null unique references documents (id),
    primary key (month, number)
);

create table covered (
    party text collate "C" not null,
    month text collate "C" not null,
    documents bytea not null,
    primary key (party, month)
);

create index documents_by_time on documents (published);
