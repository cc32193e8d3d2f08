-- Claims by pair of parties, so that what passed between two costs as much as it is, however busy they are.
create table pairs (
    first text collate "C" not null,
    second text collate "C" not null,
    kind text collate "C" not null,
    claim text collate "C" not null references claims (id) on delete cascade,
    primary key (first, second, kind, claim),
    check (first < second)
);
create index pairs_by_claim on pairs (claim);

create function keep_pairs() returns trigger language plpgsql as $$
begin
    insert into pairs
    select least(p.party, new.party collate "C"), greatest(p.party, new.party collate "C"), c.kind, c.id
    from parties p join claims c on c.id = p.claim
    where p.claim = new.claim and p.party <> new.party and p.role in ('actor', 'recipient', 'about')
    on conflict do nothing;
    return null;
end $$;
create trigger pairs_are_kept after insert on parties
    for each row when (new.role in ('actor', 'recipient', 'about')) execute function keep_pairs();
