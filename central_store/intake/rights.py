"""Who reads which hub, as the mapping says: what an import gave it takes away, and what was given by hand it leaves.

A right never stands in two versions (a person in two versions would belong to no hub), so an import writes nothing beside
what an administrator has set by hand.
"""

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.editing import Pen
from casework.fold import RecordState, fold
from casework.kinds import NAME_OF
from casework.kinds.books import Professional
from casework.kinds.reading import element, read_as
from central_store.intake.comparing import are_imported
from central_store.intake.wanted import Wanted
from central_store.ledger import Ledger

STAFF = NAME_OF[Professional]
HUBS = element("hubs", "")


class Rights(msgspec.Struct, frozen=True):
    """What became of rights, in sentences. taken: no longer theirs; by_hand: left as an administrator set them; not_named: of
    people whom an import once gave a hub and whom the mapping does not name now."""

    taken: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    not_named: tuple[str, ...] = ()


def keep_rights(ledger: Ledger, wish: Wanted, pen: Pen) -> Rights:
    """Add to the wish what is to be taken away; take out of it what was set by hand; say which those were."""
    book = fold(ledger.changes_of(AUTHORITY_BOOK))
    people = {key: state for key, state in book.items() if key[0] == STAFF and state.is_kept}
    wanted = wish.get(AUTHORITY_BOOK, {})
    taken: list[str] = []
    by_hand: list[str] = []
    for key, values in wanted.items():
        if key in people and values is not None:
            _compare(people[key], values, pen, taken, by_hand)
    return Rights(
        tuple(sorted(taken)),
        tuple(sorted(by_hand)),
        _not_named([people[key] for key in people.keys() - wanted.keys()], pen),
    )


def _compare(state: RecordState, values: dict[str, object], pen: Pen, taken: list[str], by_hand: list[str]) -> None:
    who = _who(state)
    for field, lives in state.fields.items():
        if not (field.startswith(HUBS) or field == "role"):
            continue
        hub, is_ours = field.removeprefix(HUBS), are_imported(lives, pen)
        stands = any(live.value is not None for live in lives)
        if field in values and not is_ours:
            del values[field]
            if field == "role" or not stands:
                by_hand.append(f"{who}: {'the role' if field == 'role' else f'no right to {hub}'} was set by hand.")
        elif field not in values and stands and is_ours:
            values[field] = None
            taken.append(f"{who} reads {hub} no longer.")
        elif field not in values and stands:
            by_hand.append(f"{who} keeps {hub}, which was given by hand.")


def _not_named(people: list[RecordState], pen: Pen) -> tuple[str, ...]:
    told = []
    for state in people:
        hubs = [
            field.removeprefix(HUBS)
            for field, lives in state.fields.items()
            if field.startswith(HUBS) and are_imported(lives, pen) and any(live.value is not None for live in lives)
        ]
        if hubs:
            told.append(f"{_who(state)} reads {', '.join(hubs)}.")
    return tuple(sorted(told))


def _who(state: RecordState) -> str:
    person = read_as(Professional, state)
    return f"{person.professional_name} ({person.professional_id})"
