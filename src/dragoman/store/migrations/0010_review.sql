-- What nobody has judged yet, the least sure first, and events on which accounts differ: for the queue of
-- those who review. Standing 0 is a claim as it was read.
create index entries_by_doubt on entries (confidence, number) where standing = 0;
create index events_disputed on events (id) where json_array_length(data, '$.disputes') > 0;
