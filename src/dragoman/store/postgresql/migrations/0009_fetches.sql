-- What was fetched from which address, so that nothing is fetched twice and a stopped watch goes on.
create table fetches (
    url text collate "C" primary key,
    etag text collate "C" not null,
    modified text collate "C" not null,
    stamp text collate "C" not null
);
