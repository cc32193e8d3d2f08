-- What was fetched from which address, so that nothing is fetched twice and a stopped watch goes on.
create table fetches (
    url text primary key,
    etag text not null,
    modified text not null,
    stamp text not null
) strict, without rowid;
