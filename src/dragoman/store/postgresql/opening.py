"""Open a record in a database of PostgreSQL, brought to this version's shape."""

from __future__ import annotations

from dragoman.errors import RecordError, Unavailable
from dragoman.model.addresses import Address
from dragoman.store.database import BUSY_MS, transaction
from dragoman.store.shape import expect, missing, newest, read_steps

try:
    import psycopg

    from dragoman.store.postgresql.connection import ServerDatabase, rows_by_name
except ImportError as error:
    raise Unavailable("what speaks with PostgreSQL", extra="postgresql") from error

PACKAGE = "dragoman.store.postgresql"

CONNECT_S = 10
"""Seconds to wait for a server to answer."""

_STATE = (
    "select current_setting('server_encoding') as encoding, current_schema() as schema,"
    " to_regclass(quote_ident(current_schema()) || '.dragoman_record')::oid as mark,"
    " (select count(*) from pg_class c where c.relnamespace = to_regnamespace(current_schema())"
    " and c.relkind in ('r', 'p', 'v', 'm')) as tables"
)


def open_server(address: Address, *, create: bool, write: bool) -> ServerDatabase:
    """Open the record in the database of an address.

    Args:
        address: as libpq reads it; what it leaves out comes from the environment and ``~/.pgpass``.
        create: make the record where the database is empty; otherwise its absence is an error.
        write: open it for writing too, and bring it to this version's shape.

    Raises:
        RecordError: the server does not answer, or what is there is no record.
        VersionError: the record is newer than this version, or older and only to be read.
    """
    db = _connect(address)
    try:
        _prepare(db, address, create=create and write, write=write)
    except BaseException:
        db.close()
        raise
    return db


def _connect(address: Address) -> ServerDatabase:
    try:
        connection = psycopg.connect(
            address.server,
            autocommit=True,
            row_factory=rows_by_name,
            connect_timeout=CONNECT_S,
            client_encoding="utf8",
        )
    except psycopg.ProgrammingError:
        # What libpq says repeats parts of the address, and so may tell the password.
        raise RecordError(
            "the address of the record cannot be read",
            hint="It reads postgresql://USER@HOST:PORT/DATABASE, with odd letters as %40 and so on.",
        ) from None
    except psycopg.OperationalError as error:
        raise RecordError(
            f"{address} cannot be opened: {str(error).strip().splitlines()[-1]}",
            hint="Is the server running, and the database made? 'createdb NAME' makes one.",
        ) from error
    return ServerDatabase(connection)


def _prepare(db: ServerDatabase, address: Address, *, create: bool, write: bool) -> None:
    state = db.execute(_STATE).fetchone()
    if state["encoding"] != "UTF8":
        raise RecordError(
            f"{address} keeps texts as {state['encoding']}",
            hint="Make the database anew with 'createdb --encoding UTF8 --template template0 NAME'.",
        )
    if state["schema"] is None:
        raise RecordError(f"{address} has no schema to keep a record in")
    if state["mark"] is None and state["tables"]:
        raise RecordError(f"{address} is a database, but no record of Dragoman")
    if state["mark"] is None and not create:
        raise RecordError(
            f"there is no record at {address}",
            hint="Make one with 'dragoman add PATH --record ADDRESS'.",
        )
    db.execute(f"set lock_timeout = {BUSY_MS}")
    db.execute("set client_min_messages = warning")
    if write:
        _migrate(db, have=0 if state["mark"] is None else _version(db))
    else:
        expect(_version(db), newest(PACKAGE))
        db.execute("set default_transaction_read_only = on")
    db.find_key()


def _version(db: ServerDatabase) -> int:
    (have,) = db.execute("select coalesce(max(version), 0) from dragoman_record").fetchone()
    return int(have)


def _migrate(db: ServerDatabase, *, have: int) -> None:
    """Take the missing steps, each in a transaction of its own; of several who try, one takes each."""
    for number, script in missing(have, read_steps(PACKAGE)):
        with transaction(db):
            db.execute("create table if not exists dragoman_record (version bigint not null)")
            if _version(db) >= number:
                continue
            db.script(script)
            db.execute("delete from dragoman_record")
            db.execute("insert into dragoman_record values (?)", (number,))
