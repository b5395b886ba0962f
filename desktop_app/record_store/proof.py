"""Proving the copy on this laptop: every digest walked again, every seal checked."""

import msgspec
from sqlalchemy import Connection

from casework.errors import BadMessage, BadSeal
from casework.seals import Seal, first_digest, next_digest
from desktop_app.record_store import erasing, log
from desktop_app.record_store.identity import Identity
from desktop_app.record_store.intake import check_batch, numbered
from desktop_app.record_store.trust import Trust


def problems_of_copy(connection: Connection, identity: Identity) -> list[str]:
    """Walk every digest and seal that this copy holds; one plain line for each that does not hold."""
    trust = Trust(identity)
    trust.learn_from_copy(connection)
    files = connection.exec_driver_sql("SELECT file FROM files ORDER BY file").all()
    return [line for (file,) in files for line in problems_of_file(connection, identity, trust, file)]


def problems_of_file(connection: Connection, identity: Identity, trust: Trust, file: str) -> list[str]:
    """Walk the digest and the seals of one file."""
    row = connection.exec_driver_sql("SELECT number, digest FROM files WHERE file=?", (file,)).one()
    reached, walked = 0, first_digest(identity.tenant, file)
    try:
        for seal_hash, mark, change in numbered(connection, file):
            reached += 1
            walked = next_digest(walked, reached, change.hash, seal_hash, mark)
    except KeyError:
        return [f"{file}: a seal is missing."]
    found = [] if (reached, walked) == (row.number, row.digest) else [f"{file}: the digest does not hold."]
    return found + _broken_seals(connection, identity, trust, file)


def _broken_seals(connection: Connection, identity: Identity, trust: Trust, file: str) -> list[str]:
    covered = erasing.covered(connection, file)
    by_id = {change.id: change for change in log.changes_of_file(connection, file)}
    found = []
    for device, number, data, ids in connection.exec_driver_sql(
        "SELECT device, number, seal, changes FROM seals WHERE file=?", (file,)
    ).all():
        names = [ids[start : start + 16] for start in range(0, len(ids), 16)]
        try:
            changes = [by_id[name] for name in names]
            check_batch(identity, trust, file, msgspec.msgpack.decode(data, type=Seal), changes, covered)
        except (KeyError, BadSeal, BadMessage):
            found.append(f"{file}: seal {number} of device {device} does not hold.")
    return found
