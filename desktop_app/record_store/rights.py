"""What the person at this laptop may do, from the authority's book and the logs of grants it holds."""

from typing import TypeVar

from sqlalchemy import Connection

from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.kinds import NAME_OF
from casework.kinds.books import Grant, Hub, Professional
from casework.kinds.reading import Kind
from casework.standing import Rights, held_by, standing_of
from desktop_app.record_store.current import to_record
from desktop_app.record_store.schema import current

K = TypeVar("K", bound=Kind)


def rights_of(connection: Connection, professional: str) -> Rights:
    """The rights of a person; none at all where the authority's book does not know them (yet)."""
    staff = _everywhere(connection, Professional)
    found = next((one for file, one in staff if file == AUTHORITY_BOOK and one.professional_id == professional), None)
    hubs = [hub for _, hub in _everywhere(connection, Hub)]
    grants = [(file.removeprefix(grants_log("")), grant) for file, grant in _everywhere(connection, Grant)]
    return Rights(standing_of(professional, found, hubs), held_by(grants))


def _everywhere(connection: Connection, form: type[K]) -> list[tuple[str, K]]:
    rows = connection.execute(current.select().where(current.c.kind == NAME_OF[form]))
    return [(row.file, to_record(form, row.file, row.record, row.content, unsent=False).value) for row in rows]
