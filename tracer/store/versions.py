"""Which schema a database has: ours, an older one that is brought up to date, a newer one, or somebody else's."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from tracer.errors import StoreError
from tracer.store.engine import Database
from tracer.store.views import create_views, drop_views

HEAD = "0002"
"""The revision this version of tracer works with: the last one in ``migrations/versions``."""
VERSION_TABLE = "tracer_schema"
"""Where a workspace notes its revision, and by which it is known to be one."""
MIGRATIONS = Path(__file__).with_name("migrations")


def make_ready(database: Database, create: bool = False) -> None:
    """Bring a database to the present schema, in one transaction: wholly, or not at all.

    Raises:
        StoreError: it is empty and ``create`` is not set, belongs to another program, or is of a later version.
    """
    with database.reading() as connection:
        revision = _revision(database, connection, create)
    if revision != HEAD:
        with database.writing() as connection:
            if _revision(database, connection, create) != HEAD:
                _upgrade(connection)


def _revision(database: Database, connection: Connection, create: bool) -> str | None:
    """The revision of a workspace; None for an empty database that may become one."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        found = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
        if found is None or found > HEAD:
            raise StoreError(
                f"{database.name}: was written by a later version of tracer (schema {found}, known up to {HEAD}); "
                "install that version, or export an archive with it"
            )
        return str(found)
    if tables:
        raise StoreError(f"{database.name}: is a database of another program, left as it is; give a new or empty one")
    if not create:
        raise StoreError(f"{database.name}: holds no workspace yet; make one with: tracer ingest PATHS --db …")
    return None


def _upgrade(connection: Connection) -> None:
    # Alembic takes a while to import, and most commands meet a workspace that is up to date.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    drop_views(connection)
    command.upgrade(config, "head")
    create_views(connection)
