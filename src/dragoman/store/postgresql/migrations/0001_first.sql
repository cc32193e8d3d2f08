-- The record: texts that never change, claims cut out of them, and the happenings that claims tell of.
-- Steps have the numbers and the meaning of those of a file. Texts sort by their letters' numbers, as there.
create table documents (
    id text collate "C" primary key,
    name text collate "C" not null,
    title text collate "C" not null,
    text text collate "C" not null,
    url text collate "C" not null,
    publisher text collate "C" not null,
    language text collate "C" not null,
    published text collate "C",
    published_basis text collate "C" not null,
    source_digest text collate "C" not null,
    passages text not null
);
create index documents_by_name on documents (name);

create table runs (
    id text collate "C" primary key,
    version text collate "C" not null,
    reader text collate "C" not null,
    codebook text collate "C" not null,
    settings text collate "C" not null
);

create table readings (
    document text collate "C" not null references documents (id),
    run text collate "C" not null references runs (id),
    primary key (document, run)
);

create table claims (
    id text collate "C" primary key,
    document text collate "C" not null references documents (id),
    run text collate "C" not null references runs (id),
    kind text collate "C" not null,
    type text collate "C" not null,
    status text collate "C" not null,
    start text collate "C",
    "end" text collate "C",
    data text not null
);
create index claims_by_document on claims (document);
create index claims_by_kind on claims (kind, type, start);

create table evidence (
    claim text collate "C" primary key references claims (id),
    document text collate "C" not null references documents (id),
    start bigint not null,
    "end" bigint not null,
    quote text collate "C" not null,
    check (start >= 0 and "end" > start)
);

create table parties (
    claim text collate "C" not null references claims (id),
    role text collate "C" not null,
    position bigint not null,
    party text collate "C" not null,
    name text collate "C" not null,
    primary key (claim, role, position)
);
create index parties_by_party on parties (party, claim);

create table neighbourhoods (
    type text collate "C" not null,
    first text collate "C" not null,
    second text collate "C" not null,
    claim text collate "C" not null references claims (id),
    primary key (type, first, second, claim)
);

create table events (
    id text collate "C" primary key,
    type text collate "C" not null,
    status text collate "C" not null,
    start text collate "C",
    data text not null
);
create index events_by_time on events (start);

create table event_claims (
    claim text collate "C" primary key references claims (id),
    event text collate "C" not null references events (id) on delete cascade
);
create index event_claims_by_event on event_claims (event);

create table issues (
    document text collate "C" not null references documents (id),
    position bigint not null,
    data text not null,
    primary key (document, position)
);

-- Raises what the trigger says, as the database raises what breaks a constraint.
create function refuse() returns trigger language plpgsql as $$
begin
    raise exception '%', tg_argv[0] using errcode = 'integrity_constraint_violation';
end $$;

create function refuse_unless_cut() returns trigger language plpgsql as $$
begin
    if (select substr(d.text, new.start::int + 1, (new."end" - new.start)::int)
        from documents d where d.id = new.document) is distinct from new.quote then
        raise exception 'quote is not in its document' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger evidence_is_cut before insert on evidence
    for each row execute function refuse_unless_cut();
create trigger evidence_is_kept before update on evidence
    for each row execute function refuse('evidence is never changed');
create trigger text_is_kept before update of id, text on documents
    for each row execute function refuse('a text is never changed');
