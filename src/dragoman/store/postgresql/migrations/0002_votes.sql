-- Roll calls: one row a question, one byte a state. Votes of whole bodies fit in a few megabytes.
create table voters (
    position bigint primary key,
    state text collate "C" not null unique
);

create table roll_calls (
    id bigint primary key,
    day text collate "C" not null,
    session bigint not null,
    resolution text collate "C" not null,
    important bigint not null,
    title text collate "C" not null,
    question text collate "C" not null,
    issues text not null,
    choices bytea not null
);
