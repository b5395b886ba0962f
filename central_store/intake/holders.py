"""Which hub holds which child's file, against what the extract says: an import never moves a file that somebody works in.

A file moves only where the mapping was corrected: the extract names the same team as before, the mapping calls it another
hub now, an import alone gave the file to the old one, and nobody has written a word in it.
"""

from collections.abc import Mapping

import msgspec

from casework.case_files import Room, grants_log, room_of
from casework.editing import Pen
from casework.fold import Live, RecordKey, RecordState, fold
from casework.ids import UNALLOCATED_TRAY
from casework.kinds import NAME_OF
from casework.kinds.books import Grant
from casework.kinds.reading import read_as
from casework.standing import HANDED_ON, held_by
from central_store.intake.comparing import are_imported, is_imported
from central_store.intake.wanted import TEAM, Wanted
from central_store.ledger import Ledger

GRANTS = grants_log("")
GRANT = NAME_OF[Grant]


class Holders(msgspec.Struct, frozen=True):
    """What became of children's files, in words. moved: to the hub that the corrected mapping names; stays: with the hub that
    holds it, though the extract says another; closed: held by a hub, and open with no team of the extract; unallocated: in the tray."""

    moved: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    unallocated: tuple[str, ...] = ()


class _Moves:
    """Goes through the grants that an extract wishes for."""

    def __init__(self, ledger: Ledger, wish: Wanted, pen: Pen) -> None:
        self._ledger = ledger
        self._wish = wish
        self._pen = pen
        names = [head.file for head in ledger.heads() if head.file.startswith(GRANTS)]
        self._logs = {name: fold(ledger.changes_of(name)) for name in names}
        grants = [(log.removeprefix(GRANTS), state) for log, its in self._logs.items() for state in its.values()]
        self._holders = held_by(
            (hub, read_as(Grant, state)) for hub, state in grants if state.kind == GRANT and state.is_kept
        )

    def others(self, hub: str, file: str) -> frozenset[str]:
        """Other hubs that hold the file."""
        return self._holders.get(file, frozenset()) - {hub}

    def hand_on(self, hubs: frozenset[str], key: RecordKey, file: str) -> None:
        """These hold it no more."""
        for hub in hubs:
            self._wish.setdefault(grants_log(hub), {})[key] = {"file": file, "state": HANDED_ON}

    def why_not(self, hubs: frozenset[str], key: RecordKey, file: str, team: object) -> str:
        """Why the file may not move from these hubs; "" where it may."""
        grants = [self._logs[grants_log(hub)][key] for hub in hubs]
        if not all(are_imported(_lives(state), self._pen) for state in grants):
            return "An administrator gave it to that hub by hand."
        if any(live.notes.get(TEAM) != team for state in grants for live in state.fields.get("state", ())):
            return "The extract names another team than before."
        self._ledger.lock(file)  # from here on nobody's push comes between the look and the move
        logs = (self._ledger.changes_of(room_of(file, room)) for room in Room)
        if not all(is_imported(change, self._pen) for log in logs for change in log):
            return "Somebody has written in the file since."
        return ""


def keep_holders(ledger: Ledger, wish: Wanted, children: Mapping[str, str], pen: Pen) -> Holders:
    """Bring the wish in line with who holds what, and say what became of each file. children: {file: name and id}.

    A file in the unallocated tray is handed on to the hub that the extract now names.
    """
    moves = _Moves(ledger, wish, pen)
    moved, stays, closed, unallocated = [], [], [], []
    for log in [name for name in wish if name.startswith(GRANTS)]:
        hub = log.removeprefix(GRANTS)
        for key, values in list(wish[log].items()):
            if values is None:
                continue
            file, name = values["file"], children[values["file"]]
            others = moves.others(hub, file)
            held = ", ".join(sorted(others))
            if hub == UNALLOCATED_TRAY:
                if others:
                    del wish[log][key]
                    closed.append(f"{name}, held by {held}")
                else:
                    unallocated.append(name)
            elif others - {UNALLOCATED_TRAY}:
                why_not = moves.why_not(others, key, file, values.get(TEAM))
                if why_not:
                    del wish[log][key]
                    stays.append(f"{name}: held by {held}; the extract says {hub}. {why_not}")
                else:
                    moves.hand_on(others, key, file)
                    moved.append(f"{name}: from {held} to {hub}")
            elif others:
                moves.hand_on(others, key, file)
    return Holders(tuple(moved), tuple(stays), tuple(closed), tuple(unallocated))


def _lives(state: RecordState) -> list[Live]:
    return [live for some in state.fields.values() for live in some]
