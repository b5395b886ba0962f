"""A store that lies with its own key: what it says adds up and is signed, and is not what people wrote.

Everything that a store can make, it makes: numbers, digests, heads, epochs, forks, acknowledgements. It has no key of any
device and not the authority's, so that only seals and approvals stand between it and a child's file.
"""

import random
from collections.abc import Callable, Sequence

import msgspec

from casework.canonical import canonical
from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.editing import Pen, create
from casework.exchange import (
    Batch,
    Cursor,
    Endpoint,
    FilePage,
    NotTaken,
    PullAnswer,
    PullAsk,
    PushAnswer,
    PushAsk,
    Taken,
    WaitAnswer,
    WireChange,
    from_wire,
    to_wire,
)
from casework.kinds.books import device_record
from casework.seals import (
    NO_SEAL_BEFORE,
    Head,
    Seen,
    SigningKey,
    approve,
    device_id,
    make_seal,
    next_digest,
    sign_head,
)
from tests.support.store import TENANT
from tests.sync.hostile import Answer
from tests.sync.world import ELLA, FILES, MAYA

NOON = "2026-11-26T12:00:00Z"
Alter = Callable[[list[Batch]], list[Batch]]
HeadWay = Callable[[Head], Head]


class Liar:
    """told: how often each lie was told."""

    def __init__(self, seed: int, key: SigningKey) -> None:
        self._dice = random.Random(seed)
        self._key = key
        self._own = SigningKey.generate()
        self.told: dict[str, int] = {}
        self.last = ""
        self._of_batches: list[Alter] = [
            *(self._other_words, self._other_author, self._other_file, self._nothing_replaced, self._another_kind),
            *(self._without_words, self._other_device, self._other_seal_number, self._dropped_change, self._swapped),
            *(self._twice_in_a_seal, self._forged, self._dropped_batch, self._repeated, self._reversed, self._marked),
        ]
        self._of_heads: list[HeadWay] = [
            lambda head: self._signed(head, epoch=head.epoch + self._dice.choice((1, 5))),
            lambda head: self._signed(head, epoch=head.epoch - 1),
            lambda head: self._signed(head, number=head.number + self._dice.choice((-1, 1, 1000))),
            lambda head: self._signed(head, digest=self._dice.randbytes(32)),
            lambda head: self._signed(head, file=self._dice.choice(("../x", MAYA, "person:" + "1" * 32))),
        ]

    def heard(self, path: str, body: bytes) -> None:
        """It needs nothing of what went by."""

    def is_next(self) -> bool:
        """Whether it lies now."""
        return self._dice.random() < 0.7

    def bend(self, path: str, answer: Answer, asked: bytes) -> Answer:
        """The lie, signed."""
        if path == Endpoint.PULL:
            ask = msgspec.msgpack.decode(asked, type=PullAsk)
            pages = msgspec.msgpack.decode(answer.body, type=PullAnswer).pages
            told: msgspec.Struct = PullAnswer(self._pages(pages, ask.cursors))
        elif path == Endpoint.WAIT:
            told = self._news(msgspec.msgpack.decode(answer.body, type=WaitAnswer))
        elif path == Endpoint.PUSH:
            ask_of_push = msgspec.msgpack.decode(asked, type=PushAsk)
            told = self._answers(ask_of_push, msgspec.msgpack.decode(answer.body, type=PushAnswer))
        else:
            return answer
        return Answer(200, msgspec.msgpack.encode(told))

    # -- pages --------------------------------------------------------------------------------------------------

    def _pages(self, pages: Sequence[FilePage], cursors: dict[str, Cursor]) -> tuple[FilePage, ...]:
        if self._dice.random() < 0.1 and AUTHORITY_BOOK in cursors:
            return self._own_device(pages, cursors)
        return tuple(self._page(page, cursors[page.file]) if page.file in FILES else page for page in pages)

    def _page(self, page: FilePage, cursor: Cursor) -> FilePage:
        if not page.batches or self._dice.random() < 0.2:
            way = self._dice.choice(self._of_heads)
            self._tells("a head")
            return msgspec.structs.replace(
                page, head=way(page.head), fork=self._dice.choice((0, 1, cursor.number, 10**6))
            )
        alter = self._dice.choice(self._of_batches)
        self._tells(alter.__name__.strip("_"))
        return self._adding_up(page, alter(list(page.batches)), cursor)

    def _adding_up(self, page: FilePage, batches: list[Batch], cursor: Cursor) -> FilePage:
        """The page with numbers, digests and a signed head that fit what it says."""
        number, digest, renumbered = cursor.number, cursor.digest, []
        for batch in batches:
            renumbered.append(msgspec.structs.replace(batch, number=number + 1))
            for wire in batch.changes:
                if wire.mark != "known":
                    number += 1
                    digest = next_digest(digest, number, from_wire(wire).hash, batch.seal.hash, wire.mark)
        head = self._signed(page.head, number=number, digest=digest)
        return msgspec.structs.replace(page, batches=tuple(renumbered), head=head)

    def _own_device(self, pages: Sequence[FilePage], cursors: dict[str, Cursor]) -> tuple[FilePage, ...]:
        """A device of its own, approved by its own key in the authority's book, writes in a child's file."""
        self._tells("own device")
        own, found = self._own, []
        word = approve(self._key, TENANT, own.public, "omar", NOON)
        approval = {"approval": msgspec.to_builtins(word, builtin_types=(bytes,))}
        made = {
            AUTHORITY_BOOK: create(
                AUTHORITY_BOOK, "device", approval, self._pen(), record=device_record(device_id(own.public))
            ),
            ELLA: create(ELLA, "case_note", {"said": "made up"}, self._pen()),
        }
        for file, change in made.items():
            if file in cursors:
                cursor = cursors[file]
                page = FilePage(file, (), Head(file, cursor.epoch, cursor.number, cursor.digest, b""), more=False)
                found.append(self._adding_up(page, [self._sealed(file, change)], cursor))
        others = [page for page in pages if page.file not in made]
        return (*found, *others)

    # -- what is said in them -----------------------------------------------------------------------------------

    def _of_a_change(self, batches: list[Batch], do: Callable[[Change, WireChange], WireChange]) -> list[Batch]:
        at = self._dice.randrange(len(batches))
        changes = list(batches[at].changes)
        place = self._dice.randrange(len(changes))
        changes[place] = do(from_wire(changes[place]), changes[place])
        batches[at] = msgspec.structs.replace(batches[at], changes=tuple(changes))
        return batches

    def _of_a_header(self, batches: list[Batch], **other: object) -> list[Batch]:
        def altered(change: Change, wire: WireChange) -> WireChange:
            return msgspec.structs.replace(wire, head=canonical(msgspec.structs.replace(change.header, **other)))

        return self._of_a_change(batches, altered)

    def _other_words(self, batches: list[Batch]) -> list[Batch]:
        def altered(change: Change, wire: WireChange) -> WireChange:
            values = dict.fromkeys(change.values, "nothing to see here")
            return msgspec.structs.replace(wire, body=canonical(values))

        return self._of_a_change(batches, altered)

    def _without_words(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_change(batches, lambda change, wire: to_wire(change.erased(), wire.mark))

    def _other_author(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_header(batches, author="zoe")

    def _other_file(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_header(batches, file=MAYA)

    def _nothing_replaced(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_header(batches, over=(), happened="1999-01-01")

    def _another_kind(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_header(batches, kind="safety_concern")

    def _of_a_batch(self, batches: list[Batch], do: Callable[[Batch], Batch]) -> list[Batch]:
        at = self._dice.randrange(len(batches))
        batches[at] = do(batches[at])
        return batches

    def _of_a_seal(self, batches: list[Batch], **other: object) -> list[Batch]:
        return self._of_a_batch(
            batches, lambda one: msgspec.structs.replace(one, seal=msgspec.structs.replace(one.seal, **other))
        )

    def _other_device(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_seal(batches, device=device_id(self._own.public))

    def _other_seal_number(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_seal(batches, number=self._dice.choice((0, 1, 999, 2**62)))

    def _dropped_change(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_batch(batches, lambda one: msgspec.structs.replace(one, changes=one.changes[1:]))

    def _swapped(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_batch(batches, lambda one: msgspec.structs.replace(one, changes=one.changes[::-1]))

    def _twice_in_a_seal(self, batches: list[Batch]) -> list[Batch]:
        return self._of_a_batch(batches, lambda one: msgspec.structs.replace(one, changes=one.changes * 2))

    def _marked(self, batches: list[Batch]) -> list[Batch]:
        mark = self._dice.choice(("late", "released", "known", "x" * 40))
        return self._of_a_change(batches, lambda _change, wire: msgspec.structs.replace(wire, mark=mark))

    def _dropped_batch(self, batches: list[Batch]) -> list[Batch]:
        batches.pop(self._dice.randrange(len(batches)))
        return batches

    def _repeated(self, batches: list[Batch]) -> list[Batch]:
        return [*batches, self._dice.choice(batches)]

    def _reversed(self, batches: list[Batch]) -> list[Batch]:
        return batches[::-1]

    def _forged(self, batches: list[Batch]) -> list[Batch]:
        """A change of its own, under a seal of its own."""
        return [*batches, self._sealed(ELLA, create(ELLA, "case_note", {"said": "made up"}, self._pen()))]

    def _pen(self) -> Pen:
        return Pen("omar", device_id(self._own.public), NOON, NOON)

    def _sealed(self, file: str, change: Change) -> Batch:
        seal = make_seal(self._own, TENANT, file, 1, NO_SEAL_BEFORE, [change], Seen(1, 0, bytes(32)))
        return Batch(seal, (to_wire(change),))

    # -- news and acknowledgements ------------------------------------------------------------------------------

    def _news(self, answer: WaitAnswer) -> WaitAnswer:
        if not answer.heads or self._dice.random() < 0.5:
            return answer
        self._tells("news")
        at = self._dice.randrange(len(answer.heads))
        heads = list(answer.heads)
        heads[at] = self._dice.choice(self._of_heads)(heads[at])
        return msgspec.structs.replace(answer, heads=tuple(heads))

    def _answers(self, ask: PushAsk, answer: PushAnswer) -> PushAnswer:
        results: list[Taken | NotTaken] = []
        for push, result in zip(ask.pushes, answer.results, strict=True):
            ids = tuple(from_wire(wire).id for wire in push.batch.changes)
            reason = self._dice.choice(("form", "size", "seal", "right", "author", "seal number", "because"))
            lies: list[Taken | NotTaken] = [NotTaken(push.file, reason, self._dice.choice((ids, (), (bytes(16),))))]
            if isinstance(result, Taken):
                head = self._dice.choice(self._of_heads)(result.head)
                lies += [msgspec.structs.replace(result, head=head), msgspec.structs.replace(result, known=ids)]
                lies.append(msgspec.structs.replace(result, number=self._dice.choice((0, 1, result.number + 5, 2**62))))
            results.append(self._dice.choice(lies))
        self._tells("acknowledgements")
        return PushAnswer(tuple(results))

    # -- inside -------------------------------------------------------------------------------------------------

    def _signed(self, head: Head, **other: object) -> Head:
        told = msgspec.structs.replace(head, **other)
        return sign_head(self._key, TENANT, told.file, told.epoch, told.number, told.digest)

    def _tells(self, what: str) -> None:
        self.told[what] = self.told.get(what, 0) + 1
        self.last = what
