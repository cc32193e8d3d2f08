-- People, their sessions and deeds: a file of its own beside the record, which is copied and handed on.
create table people (
    name text primary key,
    role text not null check (role in ('reader', 'editor', 'admin')),
    password text not null,
    since text not null
) strict, without rowid;

-- Only the digest of a session's token is kept: who reads this file cannot take a session over.
create table sessions (
    token text primary key,
    name text not null references people (name) on delete cascade,
    until text not null,
    last text not null
) strict, without rowid;
create index sessions_by_name on sessions (name);

create table failures (
    about text primary key,
    times integer not null,
    last text not null
) strict, without rowid;

create table deeds (
    number integer primary key,
    at text not null,
    who text not null,
    address text not null,
    act text not null,
    what text not null,
    outcome text not null
) strict;
create trigger deeds_are_kept before update on deeds begin
    select raise(abort, 'what was done is never changed');
end;
create trigger deeds_are_never_erased before delete on deeds begin
    select raise(abort, 'what was done is never erased');
end;
