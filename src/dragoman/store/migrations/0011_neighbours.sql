-- Words meet by their parties, so that strangers do not meet more and more as a record grows: neighbourhoods
-- are filled again when the next document is kept. Events of a type and time, to find what became of a plan.
delete from neighbourhoods;
create index events_by_type on events (type, start);
