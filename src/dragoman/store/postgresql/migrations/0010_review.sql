-- What nobody has judged yet, the least sure first, and events on which accounts differ: for the queue of
-- those who review. Standing 0 is a claim as it was read.
create function json_array_length(data text, path text) returns integer
language sql immutable strict as $$ select json_array_length(data::json -> substr(path, 3)) $$;

create index entries_by_doubt on entries (confidence, number) where standing = 0;
create index events_disputed on events (id) where json_array_length(data, '$.disputes') > 0;
