-- What people say of claims: added to and taken back, never changed. They hang on the words of a document,
-- so that a new reading of it does not lose them; "claim" is the claim that the words are now.
create table judgements (
    number integer primary key,
    id text not null unique,
    verdict text not null,
    field text not null,
    value text not null,
    who text not null,
    at text not null,
    why text not null
) strict;

create table judgement_subjects (
    judgement text not null references judgements (id),
    position integer not null,
    side integer not null,
    document text not null references documents (id),
    read text not null,
    claim text,
    primary key (judgement, position)
) strict, without rowid;
create index judgement_subjects_by_document on judgement_subjects (document);
create index judgement_subjects_by_claim on judgement_subjects (claim);

create table judgements_undone (
    judgement text primary key references judgements (id),
    who text not null,
    at text not null,
    why text not null
) strict;

create trigger judgements_are_kept before update on judgements begin
    select raise(abort, 'a judgement is never changed');
end;
create trigger judgements_are_never_erased before delete on judgements begin
    select raise(abort, 'a judgement is never erased');
end;
create trigger subjects_are_kept before update of judgement, position, side, document, read
on judgement_subjects begin
    select raise(abort, 'a judgement is never changed');
end;
create trigger subjects_are_never_erased before delete on judgement_subjects begin
    select raise(abort, 'a judgement is never erased');
end;
create trigger undoings_are_kept before update on judgements_undone begin
    select raise(abort, 'what was undone is never changed');
end;
create trigger undoings_are_never_erased before delete on judgements_undone begin
    select raise(abort, 'what was undone is never erased');
end;

-- Claims of which people said something: what they make of it, and how the reader has it.
create table judged_claims (
    claim text primary key references claims (id) on delete cascade,
    standing text not null,
    read text
) strict, without rowid;

-- What became of events that are no more, and of claims that left one for another.
create table event_history (
    number integer primary key,
    event text not null,
    change text not null,
    other text not null,
    claims text not null,
    cause text not null
) strict;
create index event_history_by_event on event_history (event);
create index event_history_by_other on event_history (other);
create trigger history_is_kept before update on event_history begin
    select raise(abort, 'history is never changed');
end;
create trigger history_is_never_erased before delete on event_history begin
    select raise(abort, 'history is never erased');
end;

create table past_claims (
    claim text not null,
    event text not null,
    primary key (claim, event)
) strict, without rowid;
create index past_claims_by_event on past_claims (event);
