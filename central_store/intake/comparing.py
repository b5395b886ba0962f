"""What stands against what should: the changes that lead from the one to the other.

The office's word is never laid over a worker's. A field that only the import has written follows the extract; where a
worker has written since, a new value from the extract stands beside theirs as a second version, and a person chooses.
An extract that says again what it said before changes nothing, so that a worker's correction is not undone every month.
A blank is no word against anybody: it takes back only what an import said, and only where nobody has written since.
What the authority ordered to be erased is not brought back, whatever the extract still says: what of it was the same
cannot be told any more.
"""

from collections.abc import Callable, Iterable
from typing import Any

from casework.canonical import canonical
from casework.changes import ANNOTATION, KEPT, PRESENCE, WITHDRAWN, Change, write_change
from casework.editing import WHY, Pen, create
from casework.fold import Live, Presence, RecordKey, RecordState, fold_record
from central_store.intake.wanted import Wanted
from central_store.ledger import Ledger

BY = "#by"
IMPORT = "import"
"""Says of a change that an import wrote it, and not an administrator by hand, whose device seals both."""
WHY_OUT = "The case management system no longer says so."


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


def is_imported(change: Change, pen: Pen) -> bool:
    """Whether an import wrote a change."""
    return change.header.device == pen.device and change.annotations.get(BY) == IMPORT


def are_imported(lives: Iterable[Live], pen: Pen) -> bool:
    """Whether imports alone have said what stands."""
    return all(live.device == pen.device and live.notes.get(BY) == IMPORT for live in lives)


def _by_record(ledger: Ledger, file: str) -> dict[RecordKey, list[Change]]:
    held: dict[RecordKey, list[Change]] = {}
    for change in ledger.changes_of(file):
        held.setdefault((change.header.kind, change.header.record), []).append(change)
    return held


def _difference(
    file: str, key: RecordKey, values: dict[str, Any] | None, history: list[Change], pen: Pen
) -> Change | None:
    kind, record = key
    if not history:
        said = {field: value for field, value in (values or {}).items() if value is not None}
        return create(file, kind, {**said, BY: IMPORT}, pen, record=record) if said else None
    state = fold_record(kind, record, history)
    if values is None:
        return _taken_out(file, state, pen)
    new = _new_words(values, state, history, pen)
    if state.presence is Presence.WITHDRAWN and are_imported(state.fields[PRESENCE], pen):
        new[PRESENCE] = KEPT
    if not new or all(change.is_erased for change in history):
        return None
    over = {live.change for field in new for live in state.fields.get(field, ()) if are_imported([live], pen)}
    notes = {field: value for field, value in values.items() if field.startswith(ANNOTATION)}
    return _written(file, state, {**new, **notes}, over, pen)


def _new_words(values: dict[str, Any], state: RecordState, history: list[Change], pen: Pen) -> dict[str, Any]:
    """{field: value} of what the extract says now and did not say before; of a blank only where it takes nobody's word."""
    said, nothing, erased = _last_imported(history, pen), canonical(None), _erased_by_import(history, pen)
    return {
        field: value
        for field, value in values.items()
        if not field.startswith(ANNOTATION)
        and field not in erased
        and said.get(field, nothing) != canonical(value)
        and (value is not None or are_imported(state.fields.get(field, ()), pen))
    }


def _taken_out(file: str, state: RecordState, pen: Pen) -> Change | None:
    """Withdrawn where an import alone has written in it."""
    lives = (live for some in state.fields.values() for live in some)
    if not state.is_kept or not are_imported(lives, pen):
        return None
    return _written(file, state, {PRESENCE: WITHDRAWN, WHY: WHY_OUT}, state.live_ids, pen)


def _written(file: str, state: RecordState, values: dict[str, Any], over: Iterable[bytes], pen: Pen) -> Change:
    return write_change(
        file=file,
        record=state.record,
        kind=state.kind,
        values={**values, BY: IMPORT},
        over=frozenset(over),
        author=pen.author,
        device=pen.device,
        happened=pen.happened,
        written=pen.written,
    )


def _erased_by_import(history: list[Change], pen: Pen) -> set[str]:
    """The fields that the office had written and of which words were erased; that an import did it was among the words."""
    return {
        field
        for change in history
        if change.is_erased and change.header.device == pen.device
        for field in change.header.fields
    }


def _last_imported(history: list[Change], pen: Pen) -> dict[str, bytes]:
    """{field: canonical value} as the import last wrote it; the store's order is the order of imports."""
    said: dict[str, bytes] = {}
    for change in history:
        if is_imported(change, pen):
            said |= {field: canonical(value) for field, value in change.values.items() if field != PRESENCE}
    return said
