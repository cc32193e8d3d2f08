-- Roll calls: one row a question, one byte a state. Votes of whole bodies fit in a few megabytes.
create table voters (
    position integer primary key,
    state text not null unique
) strict;

create table roll_calls (
    id integer primary key,
    day text not null,
    session integer not null,
    resolution text not null,
    important integer not null,
    title text not null,
    question text not null,
    issues text not null,
    choices blob not null
) strict;
