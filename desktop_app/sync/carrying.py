"""Carrying pieces of attachments: those made here to the store, those wanted here from it."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from casework.exchange import Endpoint, PiecesAnswer, PiecesAsk
from casework.kinds import NAME_OF
from casework.kinds.direct_work import Drawing
from casework.kinds.received import Document
from desktop_app.record_store.post_room import PostRoom
from desktop_app.sync.rounds import IsCancelled, check
from desktop_app.sync.session import StoreSession
from desktop_app.sync.transport import StoreRefused
from desktop_app.vault.errors import DamagedAttachment

NAMES_A_QUESTION = 1000
NOT_OURS = frozenset({"right", "form", "size"})  # trouble of one file or piece, not of this laptop
NOT_YET = "piece"
WITH_SMALL = frozenset({NAME_OF[Drawing], NAME_OF[Document]})
Piece = tuple[str, str]
"""(file, name)."""
Step = Callable[[int, int], object]


def _step_on(step: Step, before: int, of: int, done: int) -> None:
    step(before + done, of)


def no_step(_done: int, _of: int) -> None:
    """Nobody is told how far it is."""


class Carrier:
    """Pieces of one copy. What the store does not take or give for one file never holds up the rest."""

    def __init__(self, post_room: PostRoom, session: StoreSession) -> None:
        self._post = post_room
        self._session = session
        self._refused: set[Piece] = set()  # until the program ends: asked once is enough
        self._wanted: list[Piece] | None = None

    @property
    def lacks_pieces(self) -> bool:
        """Whether drawings or previews are wanted that the store did not have."""
        return bool(self._wanted)

    def send(self, is_cancelled: IsCancelled, step: Step = no_step) -> None:
        """Upload what the store lacks of the pieces made here. They stay waiting where the store refuses them.

        step: (parts done, of how many), called before each.
        """
        waiting = {
            file: [name for name in names if (file, name) not in self._refused]
            for file, names in self._post.unsent_pieces().items()
        }
        done, of = 0, sum(map(len, waiting.values()))
        for file, left in waiting.items():
            for start in range(0, len(left), NAMES_A_QUESTION):
                some = left[start : start + NAMES_A_QUESTION]
                try:
                    self._send_some(file, some, is_cancelled, partial(_step_on, step, done, of))
                except StoreRefused as error:
                    if error.code not in NOT_OURS:
                        raise
                    self._refused.update((file, name) for name in some)
                done += len(some)

    def fetch(self, kinds_that_came: Collection[str], is_cancelled: IsCancelled) -> None:
        """Drawings and previews are small and wanted without a connection: fetch them all. What is not there comes later.

        What a document holds is fetched when somebody opens it.
        """
        if self._wanted is None or WITH_SMALL.intersection(kinds_that_came):
            self._wanted = self._post.missing_small()
        wanted, self._wanted = self._wanted, []
        for file, name in wanted:
            check(is_cancelled)
            if (file, name) not in self._refused and not self._came(file, name):
                self._wanted.append((file, name))

    def fetch_now(self, file: str, names: Sequence[str], step: Step = no_step) -> None:
        """Fetch those of these pieces that are not here. Raises StoreRefused, NotReachable or DamagedAttachment.

        step: (done, of how many), called before each and at the end; it may raise to stop.
        """
        for done, name in enumerate(names):
            step(done, len(names))
            if not self._post.has_piece(name):
                self._post.keep_piece(name, self._session.fetch_piece(file, name))
        step(len(names), len(names))

    def _send_some(self, file: str, names: list[str], is_cancelled: IsCancelled, sent: Callable[[int], object]) -> None:
        missing = set(self._session.ask(Endpoint.MISSING_PIECES, PiecesAsk(file, tuple(names)), PiecesAnswer).missing)
        for done, name in enumerate(names):
            sent(done)
            if name in missing:
                check(is_cancelled)
                self._session.send_piece(file, name, self._post.read_piece(name))
        self._post.pieces_were_sent(names)

    def _came(self, file: str, name: str) -> bool:
        try:
            self.fetch_now(file, (name,))
        except DamagedAttachment:
            return False
        except StoreRefused as error:
            if error.code in NOT_OURS:
                self._refused.add((file, name))
                return True
            if error.code != NOT_YET:
                raise
            return False
        return True
