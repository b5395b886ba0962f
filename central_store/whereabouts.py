"""Where a store's database is, as its folder remembers it: the address without a password, and whose rows are the store's."""

from pathlib import Path

import msgspec

from central_store.database import NoDatabase, is_postgresql, read_url
from central_store.devices.key_files import replace_secret

NAME = "database.json"
EMBEDDED = "store.db"


class Whereabouts(msgspec.Struct, frozen=True):
    """address: as --database takes it; tenant: empty for a store that has its database alone, in its folder."""

    address: str
    tenant: str = ""


def whereabouts(root: Path, given: str | None) -> Whereabouts:
    """Where the database of the store in this folder is; given: another address, for this time.

    Raises NoDatabase where the folder does not say which authority's rows of a PostgreSQL database are its own.
    """
    kept = _kept(root / NAME)
    address = given or (kept.address if kept else f"sqlite:///{root / EMBEDDED}")
    if is_postgresql(read_url(address)) and not (kept and kept.tenant):
        raise NoDatabase(
            f"The store in {root} is not one that has its database in PostgreSQL. Make one there with init, or put a backup"
            " of this one back there with restore."
        )
    return Whereabouts(address, kept.tenant if kept else "")


def remember(root: Path, address: str, tenant: str, role: str | None = None) -> None:
    """From now on the store in this folder has its database there, and works as this role; no password is kept."""
    at = read_url(address).set(password=None)
    if role is not None:
        at = at.set(username=role)
    kept = Whereabouts(at.render_as_string(), tenant)
    replace_secret(root / NAME, msgspec.json.format(msgspec.json.encode(kept)))


def _kept(path: Path) -> Whereabouts | None:
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Whereabouts)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NoDatabase(f"{path} cannot be read. It says where the store's database is; put it back.") from error
