-- Forecasts and what came of them: entered once, never changed, never among the facts.
create table forecasts (
    id text primary key,
    as_of text not null,
    due text,
    method text not null,
    author text not null,
    event_class text not null,
    actor text not null,
    recipient text not null,
    probability real not null check (probability between 0 and 1),
    data text not null
) strict;
create index forecasts_by_due on forecasts (due, id);
create index forecasts_by_pair on forecasts (actor, recipient, as_of);

create table settlements (
    forecast text not null references forecasts (id),
    position integer not null,
    came integer not null check (came in (0, 1)),
    settled_by text not null check (settled_by <> ''),
    settled_on text not null,
    why text not null,
    events text not null,
    primary key (forecast, position)
) strict, without rowid;

create trigger forecasts_are_kept before update on forecasts begin
    select raise(abort, 'a forecast is never changed');
end;
create trigger forecasts_stay before delete on forecasts begin
    select raise(abort, 'a forecast is never taken back');
end;
create trigger forecasts_are_new before insert on forecasts
when exists (select 1 from forecasts where id = new.id) begin
    select raise(abort, 'a forecast is never changed');
end;
create trigger settlements_are_kept before update on settlements begin
    select raise(abort, 'a settlement is never changed; a later one may stand over it');
end;
create trigger settlements_stay before delete on settlements begin
    select raise(abort, 'a settlement is never taken back; a later one may stand over it');
end;
create trigger settlements_are_new before insert on settlements
when exists (select 1 from settlements where forecast = new.forecast and position = new.position) begin
    select raise(abort, 'a settlement is never changed; a later one may stand over it');
end;
