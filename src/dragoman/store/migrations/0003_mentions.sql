-- Which documents have something on which party, so that a month without events can be told from one
-- without reports; and the few facts of a document that relations ask, without reading past its text.
create index documents_told on documents (id, published, publisher);

create table mentions (
    party text not null,
    published text not null,
    document text not null references documents (id),
    primary key (party, published, document)
) strict, without rowid;
create index mentions_by_document on mentions (document, party);

insert or ignore into mentions
select p.party, coalesce(d.published, ''), d.id
from parties p join claims c on c.id = p.claim join documents d on d.id = c.document
where p.role <> 'said_by';

create trigger mentions_are_kept after insert on parties when new.role <> 'said_by' begin
    insert or ignore into mentions
    select new.party, coalesce(d.published, ''), d.id
    from claims c join documents d on d.id = c.document where c.id = new.claim;
end;
-- The claims of a document are dropped together, when it is read anew.
create trigger mentions_are_dropped after delete on claims begin
    delete from mentions where document = old.document;
end;
