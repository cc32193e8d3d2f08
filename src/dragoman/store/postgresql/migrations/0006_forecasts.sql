-- Forecasts and what came of them: entered once, never changed, never among the facts.
create table forecasts (
    id text collate "C" primary key,
    as_of text collate "C" not null,
    due text collate "C",
    method text collate "C" not null,
    author text collate "C" not null,
    event_class text collate "C" not null,
    actor text collate "C" not null,
    recipient text collate "C" not null,
    probability double precision not null check (probability between 0 and 1),
    data text not null
);
create index forecasts_by_due on forecasts (due, id);
create index forecasts_by_pair on forecasts (actor, recipient, as_of);

create table settlements (
    forecast text collate "C" not null references forecasts (id),
    position bigint not null,
    came bigint not null check (came in (0, 1)),
    settled_by text collate "C" not null check (settled_by <> ''),
    settled_on text collate "C" not null,
    why text not null,
    events text not null,
    primary key (forecast, position)
);

-- A second entry under one id breaks the primary key; nothing else writes over a row here.
create trigger forecasts_are_kept before update on forecasts
    for each row execute function refuse('a forecast is never changed');
create trigger forecasts_stay before delete on forecasts
    for each row execute function refuse('a forecast is never taken back');
create trigger settlements_are_kept before update on settlements
    for each row execute function refuse('a settlement is never changed; a later one may stand over it');
create trigger settlements_stay before delete on settlements
    for each row execute function refuse('a settlement is never taken back; a later one may stand over it');
