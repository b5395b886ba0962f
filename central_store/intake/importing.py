"""The import itself: compare what should stand with what stands, and add the difference in one transaction.

The office's word is never laid over a worker's. A field that only the import has written follows the extract; where a
worker has written since, a new value from the extract stands beside theirs as a second version, and a person chooses.
An extract that says again what it said before changes nothing, so that a worker's correction is not undone every month.
"""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from casework.canonical import canonical
from casework.case_files import grants_log
from casework.changes import PRESENCE, Change, write_change
from casework.editing import Pen, create
from casework.fold import RecordKey, RecordState, fold_record
from casework.standing import HANDED_ON, held_by
from central_store.devices.key_files import AuthorityKeys
from central_store.extracts.extract import Extract
from central_store.extracts.reading import read_extract
from central_store.intake.mapping import Mapping, propose, read_mapping, write_mapping
from central_store.intake.wanted import UNALLOCATED_TRAY, Wanted, tray_of, wanted
from central_store.ledger import Ledger
from central_store.people import grants_in
from central_store.store import Store


class Report(msgspec.Struct, frozen=True):
    """What an import read and would add, or added. changes: by file; unallocated: ids of children without a hub; moved: sentences about children whom the extract
    has with another team than the hub that holds their file: a transfer is made by people, never by an import."""

    extract: Extract
    mapping: Mapping
    changes: int
    files: int
    unallocated: tuple[str, ...]
    moved: tuple[str, ...]
    new_to_mapping: tuple[str, ...]
    was_added: bool


def import_extract(
    store: Store,
    keys: AuthorityKeys,
    paths: Sequence[Path],
    mapping_path: Path,
    *,
    dry_run: bool,
    today: datetime.date,
    progress: Callable[[int, int], None],
) -> Report:
    """Read, propose what the mapping lacks, and add all that is new, or nothing at all.

    Raises UnreadableExtract or BadMapping before anything is written. `progress` may raise to cancel: nothing is added.
    """
    extract = read_extract(paths, today)
    held = read_mapping(mapping_path) if mapping_path.exists() else Mapping()
    mapping = propose(extract, held)
    if mapping != held:
        write_mapping(mapping_path, mapping)
    wish = wanted(extract, mapping, store.tenant)
    pen = store.pen(keys)
    with store.reading() as ledger:
        moved = keep_holders(ledger, wish)
    if dry_run:
        with store.reading() as ledger:
            found = missing(ledger, wish, pen, progress)
    else:
        with store.adding("import", ", ".join(path.name for path in paths)) as ledger:
            found = missing(ledger, wish, pen, progress)
            ledger.add_sealed(found, keys.administrator_key())
    return Report(
        extract,
        mapping,
        sum(map(len, found.values())),
        len(found),
        tuple(child.person_id for child in extract.children.values() if tray_of(child, mapping) == UNALLOCATED_TRAY),
        moved,
        tuple(sorted((mapping.teams.keys() - held.teams.keys()) | (mapping.workers.keys() - held.workers.keys()))),
        not dry_run,
    )


def keep_holders(ledger: Ledger, wish: Wanted) -> tuple[str, ...]:
    """Take out of the wish every grant that would move a file from the hub that holds it; say which those were.

    A file in the unallocated tray is handed on to the hub that the extract now names.
    """
    logs = [head.file for head in ledger.heads() if head.file.startswith(grants_log(""))]
    holders = held_by(grant for log in logs for grant in grants_in(log, ledger.changes_of(log)))
    moved = []
    for log in [name for name in wish if name.startswith(grants_log(""))]:
        for key, values in list(wish[log].items()):
            others = holders.get(values["file"], frozenset()) - {log.removeprefix(grants_log(""))}
            if others - {UNALLOCATED_TRAY}:
                del wish[log][key]
                moved.append(
                    f"{values['file']} is held by {', '.join(sorted(others))}; the extract says {log.removeprefix(grants_log(''))}."
                )
            elif others:
                tray = wish.setdefault(grants_log(UNALLOCATED_TRAY), {})
                tray[key] = {**values, "state": HANDED_ON}
    return tuple(moved)


def missing(ledger: Ledger, wish: Wanted, pen: Pen, progress: Callable[[int, int], None]) -> dict[str, list[Change]]:
    """The changes that lead from what stands to what should, by file; files without any are left out."""
    found: dict[str, list[Change]] = {}
    for done, (file, records) in enumerate(wish.items(), start=1):
        progress(done, len(wish))
        history = _by_record(ledger, file)
        compared = [_difference(file, key, values, history.get(key, []), pen) for key, values in records.items()]
        changes = [change for change in compared if change is not None]
        if changes:
            found[file] = changes
    return found


def _by_record(ledger: Ledger, file: str) -> dict[RecordKey, list[Change]]:
    held: dict[RecordKey, list[Change]] = {}
    for change in ledger.changes_of(file):
        held.setdefault((change.header.kind, change.header.record), []).append(change)
    return held


def _difference(file: str, key: RecordKey, values: dict[str, Any], history: list[Change], pen: Pen) -> Change | None:
    kind, record = key
    if not history:
        return create(file, kind, values, pen, record=record)
    said_before = _last_imported(history, pen)
    new = {field: value for field, value in values.items() if said_before.get(field) != canonical(value)}
    if not new:
        return None
    state = fold_record(kind, record, history)
    over = {name for field in new for name in _own_live(state, field, pen)}
    return write_change(
        file=file,
        record=record,
        kind=kind,
        values=new,
        over=frozenset(over),
        author=pen.author,
        device=pen.device,
        happened=pen.happened,
        written=pen.written,
    )


def _last_imported(history: list[Change], pen: Pen) -> dict[str, bytes]:
    """{field: canonical value} as the import last wrote it; the store's order is the order of imports."""
    said: dict[str, bytes] = {}
    for change in history:
        if change.header.device == pen.device:
            said |= {field: canonical(value) for field, value in change.values.items() if field != PRESENCE}
    return said


def _own_live(state: RecordState, field: str, pen: Pen) -> list[bytes]:
    return [live.change for live in state.fields.get(field, ()) if live.device == pen.device]
