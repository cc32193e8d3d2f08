-- Which documents have something on which party, so that a month without events can be told from one
-- without reports; and the few facts of a document that relations ask, without reading past its text.
create index documents_told on documents (id, published, publisher);

create table mentions (
    party text collate "C" not null,
    published text collate "C" not null,
    document text collate "C" not null references documents (id),
    primary key (party, published, document)
);
create index mentions_by_document on mentions (document, party);

create function keep_mention() returns trigger language plpgsql as $$
begin
    insert into mentions
    select new.party, coalesce(d.published, ''), d.id
    from claims c join documents d on d.id = c.document where c.id = new.claim
    on conflict do nothing;
    return null;
end $$;
create trigger mentions_are_kept after insert on parties
    for each row when (new.role <> 'said_by') execute function keep_mention();

-- The claims of a document are dropped together, when it is read anew.
create function drop_mentions() returns trigger language plpgsql as $$
begin
    delete from mentions where document = old.document;
    return null;
end $$;
create trigger mentions_are_dropped after delete on claims
    for each row execute function drop_mentions();
