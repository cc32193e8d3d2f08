-- The record: texts that never change, claims cut out of them, and the happenings that claims tell of.
create table documents (
    id text primary key,
    name text not null,
    title text not null,
    text text not null check (instr(text, char(0)) = 0),
    url text not null,
    publisher text not null,
    language text not null,
    published text,
    published_basis text not null,
    source_digest text not null,
    passages text not null
) strict;
create index documents_by_name on documents (name);

create table runs (
    id text primary key,
    version text not null,
    reader text not null,
    codebook text not null,
    settings text not null
) strict;

create table readings (
    document text not null references documents (id),
    run text not null references runs (id),
    primary key (document, run)
) strict, without rowid;

create table claims (
    id text primary key,
    document text not null references documents (id),
    run text not null references runs (id),
    kind text not null,
    type text not null,
    status text not null,
    start text,
    "end" text,
    data text not null
) strict;
create index claims_by_document on claims (document);
create index claims_by_kind on claims (kind, type, start);

create table evidence (
    claim text primary key references claims (id),
    document text not null references documents (id),
    start integer not null,
    "end" integer not null,
    quote text not null,
    check (start >= 0 and "end" > start)
) strict;

create table parties (
    claim text not null references claims (id),
    role text not null,
    position integer not null,
    party text not null,
    name text not null,
    primary key (claim, role, position)
) strict, without rowid;
create index parties_by_party on parties (party, claim);

create table neighbourhoods (
    type text not null,
    first text not null,
    second text not null,
    claim text not null references claims (id),
    primary key (type, first, second, claim)
) strict, without rowid;

create table events (
    id text primary key,
    type text not null,
    status text not null,
    start text,
    data text not null
) strict;
create index events_by_time on events (start);

create table event_claims (
    claim text primary key references claims (id),
    event text not null references events (id) on delete cascade
) strict, without rowid;
create index event_claims_by_event on event_claims (event);

create table issues (
    document text not null references documents (id),
    position integer not null,
    data text not null,
    primary key (document, position)
) strict, without rowid;

create virtual table quotes using fts5 (
    claim unindexed, quote, title, tokenize = "unicode61 remove_diacritics 2"
);

create trigger evidence_is_cut before insert on evidence begin
    select raise(abort, 'quote is not in its document')
    where (select substr(text, new.start + 1, new."end" - new.start) from documents where id = new.document)
        is not new.quote;
end;
create trigger evidence_is_kept before update on evidence begin
    select raise(abort, 'evidence is never changed');
end;
create trigger text_is_kept before update of id, text on documents begin
    select raise(abort, 'a text is never changed');
end;
