"""Where people live now, as strictly as any version of it says. Frozen values; no Qt.

An address that is confidential in any of its live versions is confidential: the strictest counts until somebody settles it.
So is one that any other file on this laptop calls confidential, of the same person or of anybody: it is the same door.
"""

import datetime
from collections.abc import Mapping

import msgspec

from casework.kinds.people import SUBJECT, Address
from casework.kinds.record import Record
from desktop_app.network.secrecy import gives_away, secrets_everywhere
from desktop_app.record_store.records import Records


class Whereabouts(msgspec.Struct, frozen=True):
    """Where somebody lives. lines: "" where nothing is recorded; two_versions: nothing is shown until it is settled."""

    lines: str = ""
    is_confidential: bool = False
    two_versions: bool = False
    since: datetime.date | None = None


def home_of(records: Records, file: str, today: datetime.date) -> Whereabouts:
    """Where the child lives now, as strictly as on the child's own page."""
    return where_they_live(records, file, today).get(SUBJECT, Whereabouts())


def where_they_live(records: Records, file: str, today: datetime.date) -> Mapping[bytes, Whereabouts]:
    """{person: where they live now}; the newest where there are several, the strictest of its versions."""
    secrets = secrets_everywhere(records)
    found = addresses_now(records, file, today)
    return {person: _whereabouts(records, address, secrets) for person, address in found.items()}


def addresses_now(records: Records, file: str, today: datetime.date) -> Mapping[bytes, Record[Address]]:
    """{person: the record of where they live now}."""
    found: dict[bytes, Record[Address]] = {}
    for address in records.records(file, Address):
        value, person = address.value, address.value.person
        if person is None or (value.address_end_date or "9999") < today.isoformat():
            continue
        if person not in found or (value.address_start_date or "") >= (found[person].value.address_start_date or ""):
            found[person] = address
    return found


def _whereabouts(records: Records, address: Record[Address], secrets: frozenset[str]) -> Whereabouts:
    since = day(address.value.address_start_date)
    if "place" in address.in_two_versions:
        versions = records.state(*address.key).versions("place")
        strict = any(
            version.value.get("confidential", False) for version in versions if isinstance(version.value, dict)
        )
        return Whereabouts("", strict, two_versions=True, since=since)
    place = address.value.place
    if place is None:
        return Whereabouts(since=since)
    lines = ", ".join(part for part in (place.lines, place.postcode) if part)
    return Whereabouts(lines, place.confidential or gives_away(lines, secrets), since=since)


def day(text: str | None) -> datetime.date | None:
    """An ISO day; None where it is none."""
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
