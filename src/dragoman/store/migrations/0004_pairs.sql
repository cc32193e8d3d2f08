-- Claims by pair of parties, so that what passed between two costs as much as it is, however busy they are.
create table pairs (
    first text not null,
    second text not null,
    kind text not null,
    claim text not null references claims (id) on delete cascade,
    primary key (first, second, kind, claim),
    check (first < second)
) strict, without rowid;
create index pairs_by_claim on pairs (claim);

insert or ignore into pairs
select a.party, b.party, c.kind, c.id
from parties a join parties b on b.claim = a.claim and a.party < b.party
    join claims c on c.id = a.claim
where a.role in ('actor', 'recipient', 'about') and b.role in ('actor', 'recipient', 'about');

create trigger pairs_are_kept after insert on parties
when new.role in ('actor', 'recipient', 'about') begin
    insert or ignore into pairs
    select min(p.party, new.party), max(p.party, new.party), c.kind, c.id
    from parties p join claims c on c.id = p.claim
    where p.claim = new.claim and p.party <> new.party and p.role in ('actor', 'recipient', 'about');
end;
