"""Pulling what others wrote: which files are behind, their pages in turn, and whether the store keeps its word.

A file that cannot be believed is left as it is and named in the round's trouble; the others go on. What the store told
a waiting laptop is used in the next round, so that nothing is asked for twice.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.errors import BadMessage, BadSeal
from casework.exchange import (
    MOST_BYTES_WITH_NEWS,
    Cursor,
    Endpoint,
    FilePage,
    PullAnswer,
    PullAsk,
    WaitAnswer,
    WaitAsk,
    roll_up,
)
from casework.seals import Head
from desktop_app.record_store.identity import Identity
from desktop_app.record_store.intake import Taken, check_head_of
from desktop_app.record_store.post_room import PostRoom
from desktop_app.sync.rounds import IsCancelled, Progress, Tally, check
from desktop_app.sync.session import StoreSession

FILES_A_PULL = 24
WENT_BACK = "The central store has less than it showed before. Nothing was changed here; ring your administrator."
TWO_HISTORIES = "The central store tells two histories of one file. Nothing was taken over; ring your administrator."
NOT_GIVEN = "The central store says that there is more of a file and does not send it. What is on this laptop is safe."
NOT_SHOWN = (
    "The central store said that it had some of your work and does not show it. It is kept and sent again; tell your"
    " administrator."
)
Place = tuple[int, int, bytes]
"""(epoch, number, digest): how far a file goes, and with what history."""


class Pulling:
    """What the store says it has, held against what this copy has.

    Used by one thread at a time, but for `roll_up` and `was_told`, which the thread that waits may call beside it.
    """

    def __init__(self, post_room: PostRoom, identity: Identity, session: StoreSession) -> None:
        self._post = post_room
        self._identity = identity
        self._session = session
        # Of the files that the store named last, and the newest head it signed of each. Both are replaced, never altered.
        self._names: frozenset[str] = frozenset()
        self._heads: dict[str, Head] = {}
        self._told: deque[WaitAnswer] = deque()
        self._to_be_shown: set[str] | None = None  # files in which it acknowledged what it has not shown yet

    # -- what the store says ------------------------------------------------------------------------------------

    def roll_up(self) -> bytes:
        """Over the files the store named last, as this copy has them."""
        held = self._post.cursors(self._names or self._post.held_files())
        return roll_up((file, *_place(cursor)) for file, cursor in held.items())

    def was_told(self, answer: WaitAnswer) -> bool:
        """Keep for the next round what a waiting laptop was told; False where this copy has all of that already."""
        if not answer.changed:
            return False
        held = self._post.cursors(head.file for head in answer.heads)
        is_held = all(head.file in self._names and _place(head) == _place(held[head.file]) for head in answer.heads)
        if is_held and not answer.is_whole:
            return False  # the echo of what this laptop sent itself
        self._told.append(answer)
        return True

    def was_taken(self, head: Head, *, is_shown: bool) -> None:
        """The store acknowledged a batch. is_shown: whether this copy has seen by that that the file holds it."""
        self._names = (self._names or frozenset(self._post.held_files())) | {head.file}
        known = self._heads.get(head.file)
        if known is None or _is_newer(head, known):
            self._note(head)
        if not is_shown:
            self._owed().add(head.file)

    def was_given_back(self, head: Head, file: str) -> None:
        """The store took back what it had lost: it is pulled like anything else. Raises BadSeal or BadMessage."""
        check_head_of(self._identity, head, file)
        self.was_taken(head, is_shown=True)

    def agrees(self) -> bool:
        """Whether this copy holds all that the store signed."""
        held = self._post.cursors(self._heads)
        return all(_place(head) == _place(held[file]) for file, head in self._heads.items())

    # -- a round ------------------------------------------------------------------------------------------------

    def pull_all(self, tally: Tally, progress: Progress, is_cancelled: IsCancelled, first: Sequence[str]) -> None:
        """Fetch what this copy lacks: the books that say whom to believe, then `first`, then the rest."""
        self._hear(tally)
        names, of = self._behind(tally, first)
        begun_at = self._post.cursors([AUTHORITY_BOOK, *names]) if names else {}
        again: set[str] = set()
        while names:
            check(is_cancelled)
            asked = self._post.cursors(self._with_the_book(names[:FILES_A_PULL]))
            answer = self._session.ask(Endpoint.PULL, PullAsk(asked), PullAnswer)
            answered = {page.file for page in answer.pages}
            if not answered <= set(asked):
                raise BadMessage("The central store sent what it was not asked for. Nothing was taken over.")
            before = tally.received
            again = self._take(answer.pages, tally, begun_at, again)
            is_any_nearer = tally.received > before or not answered.isdisjoint(names)
            wanted = again | (set(names) - answered if is_any_nearer else set(names) - set(asked))
            names = [name for name in dict.fromkeys([*asked, *names]) if name in wanted]
            progress(tally.received, max(of, tally.received))
        self._end(tally)

    def _hear(self, tally: Tally) -> None:
        """Take up what was told while waiting; where nothing was, ask."""
        if not self._told:
            answer = self._session.ask(Endpoint.WAIT, WaitAsk(self.roll_up()), WaitAnswer)
            if answer.changed:
                self._believe(answer, tally, is_told_now=True)
            else:
                self._names = self._names or frozenset(self._post.held_files())
        while self._told:
            answer = self._told.popleft()
            self._believe(answer, tally, is_told_now=False)
            self._take(self._that_follow(answer.pages), tally, {}, set())

    def _believe(self, answer: WaitAnswer, tally: Tally, *, is_told_now: bool) -> None:
        """Note heads that the store signed. What was told a while ago may since have been overtaken by its own answers."""
        heads = {} if answer.is_whole else dict(self._heads)
        for head in answer.heads:
            known = self._heads.get(head.file)
            if known is not None:
                heads[head.file] = known
            try:
                if known != head and self._is_next(head, known, is_told_now):
                    heads[head.file] = head
            except (BadSeal, BadMessage) as error:
                tally.troubled[head.file] = error.sentence
        named = frozenset(head.file for head in answer.heads)
        self._names = named if answer.is_whole else self._names | named
        self._heads = heads

    def _is_next(self, head: Head, known: Head | None, is_told_now: bool) -> bool:
        """Whether to note it in place of the one known. Raises BadSeal or BadMessage where it cannot be believed."""
        check_head_of(self._identity, head, head.file)
        if known is None or _is_newer(head, known):
            return True
        if (head.epoch, head.number) == (known.epoch, known.number):
            raise BadSeal(TWO_HISTORIES)
        if is_told_now:
            raise BadSeal(WENT_BACK)
        return False

    def _behind(self, tally: Tally, first: Sequence[str]) -> tuple[list[str], int]:
        """Files of which this copy lacks something, in the order to fetch them, and how many changes that is."""
        held = self._post.cursors(self._heads)
        found: dict[str, int] = {}
        for file, head in self._heads.items():
            cursor = held[file]
            if file in tally.troubled or _place(head) == _place(cursor):
                continue
            if _is_newer(head, cursor):
                found[file] = max(head.number - cursor.number, 0)
            else:
                is_less = (head.epoch, head.number) < (cursor.epoch, cursor.number)
                tally.troubled[file] = WENT_BACK if is_less else TWO_HISTORIES
        return sorted(found, key=lambda file: (_rank(file, first), file)), sum(found.values())

    def _with_the_book(self, names: list[str]) -> list[str]:
        """The authority's book goes with every question: who sealed what comes may have been approved a moment ago."""
        has_book = AUTHORITY_BOOK in self._heads and AUTHORITY_BOOK not in names
        return [AUTHORITY_BOOK, *names] if has_book else names

    # -- pages --------------------------------------------------------------------------------------------------

    def _that_follow(self, pages: Iterable[FilePage]) -> list[FilePage]:
        """Pages that begin where this copy ends. Others, told before this copy grew, are asked for again if needed."""
        some = list(pages)
        held = self._post.cursors(page.file for page in some)
        return [
            page
            for page in some
            if page.file in self._heads
            and page.head.epoch == held[page.file].epoch
            and page.batches
            and page.batches[0].number == held[page.file].number + 1
        ]

    def _take(
        self, pages: Sequence[FilePage], tally: Tally, begun_at: Mapping[str, Cursor], again: set[str]
    ) -> set[str]:
        """Keep these pages, each whole or not at all; the files to ask for again.

        begun_at: where this round found each file; again: files of which pages were kept in it, and more was to come.
        """
        more = again - {page.file for page in pages}
        other = [page for page in pages if self._tells_another_history(page.head)]
        tally.troubled.update((page.file, TWO_HISTORIES) for page in other)
        pages = [page for page in pages if page not in other]
        for page, taken in zip(pages, self._post.take(pages), strict=True):
            if isinstance(taken, Taken):
                tally.received += taken.count
                tally.came_back += taken.came_back
                tally.has_erased |= bool(taken.erased.cuts)
                tally.files |= {page.file, *taken.erased.files}
                tally.kinds |= taken.kinds | taken.erased.kinds
                if _is_newer(page.head, self._heads.get(page.file, page.head)):
                    self._note(page.head)
            trouble = self._trouble_with(page, taken)
            if trouble:
                tally.troubled[page.file] = trouble
                if page.file in again:  # the part that came before has never been proved by a signature of the store
                    self._post.forget_order(page.file, begun_at[page.file])
            elif page.more:
                more.add(page.file)
        return more

    def _tells_another_history(self, head: Head) -> bool:
        known = self._heads.get(head.file)
        is_there = known is not None and (known.epoch, known.number) == (head.epoch, head.number)
        return is_there and known is not None and known.digest != head.digest

    def _trouble_with(self, page: FilePage, taken: Taken | BadSeal | BadMessage) -> str:
        """A sentence where a page was not kept, or was empty and promised more: such a store could go on for ever."""
        if not isinstance(taken, Taken):
            return taken.sentence
        return NOT_GIVEN if page.more and not taken.count else ""

    def _note(self, head: Head) -> None:
        self._heads = {**self._heads, head.file: head}

    # -- the end of a round -------------------------------------------------------------------------------------

    def _end(self, tally: Tally) -> None:
        """Say which files are held to their end, and which the store owes something."""
        held = self._post.cursors(self._heads)
        ended = self._names - tally.troubled.keys()  # of these the store gave all that it gives
        for file, head in self._heads.items():
            if file in ended and _place(head) != _place(held[file]):
                tally.troubled[file] = NOT_GIVEN
        went_back = {file for file, trouble in tally.troubled.items() if trouble == WENT_BACK}
        self._check_receipts(ended | went_back, tally)
        self._post.mark_synced(ended - tally.troubled.keys())

    def _check_receipts(self, ended: Iterable[str], tally: Tally) -> None:
        """Where the store gives no more, all must stand that it acknowledged; what does not waits again."""
        owed = self._owed()
        for file in owed.intersection(ended):
            owed.discard(file)
            if self._post.not_shown(file):
                tally.troubled[file] = NOT_SHOWN

    def _owed(self) -> set[str]:
        if self._to_be_shown is None:
            self._to_be_shown = set(self._post.files_to_be_shown())
        return self._to_be_shown


def waiting_ask(own_roll_up: bytes, seconds: float) -> WaitAsk:
    """The question of a laptop that waits: it takes what is new together with the news of it."""
    return WaitAsk(own_roll_up, seconds, MOST_BYTES_WITH_NEWS)


def _place(one: Head | Cursor) -> Place:
    return (one.epoch, one.number, one.digest)


def _is_newer(head: Head, than: Head | Cursor) -> bool:
    return (head.epoch, head.number) > (than.epoch, than.number)


def _rank(file: str, first: Sequence[str]) -> int:
    if file == AUTHORITY_BOOK:
        return 0
    if file.startswith(grants_log("")):
        return 1
    return 2 if file in first else 3
