"""What lies in quarantine, readable: words, drawings and papers, whatever form they were begun in.

Forms of drafts are the laptop's own and differ from release to release, so nothing here knows them: every word that stands
in one is shown under the name it has there, ink is drawn, and what was sealed is opened with the key beside it.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from casework import ink, sound
from casework.changes import Change
from casework.errors import BadMessage
from casework.exchange import from_wire
from casework.kind_words import NOUNS
from casework.kinds.direct_work import Attachment
from casework.leaving import CHANGES, DRAFT, PIECE, SET_ASIDE, HandedAside, HandedChanges, Item
from central_store.devices.attachments import open_attachment
from central_store.quarantine import NotHere, Quarantine

OF_AN_ATTACHMENT = frozenset({"key", "pieces", "length", "media"})
UNSEALED = "rest"
"""Under which a draft keeps, beside what is sealed, the bytes that are not."""
NAMES_OF_THINGS = {
    "visit": "a visit",
    "note": "a note",
    "clinical": "a clinical note",
    "session": "a session of direct work",
    "recording": "a recording of a child’s voice",
    "map": "work on the map",
    "plan": "a plan",
    "concern": "a safety concern",
    "document": "a paper or photograph",
    "appointment": "an appointment",
    "person": "somebody who is named",
}
SVG_WIDE, SVG_HIGH = 1600, 900
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
NEVER_WORDS = frozenset({"record", "group", "key", "pieces", "length", "media"})


class Found(NamedTuple):
    """A file that a draft or an entry holds: what to call it, and its bytes."""

    name: str
    data: bytes


def described(item: Item) -> str:
    """One thing in a line: what it is."""
    if item.what == DRAFT:
        return f"a draft: {NAMES_OF_THINGS.get(item.name, item.name)}, never added to the record"
    if item.what == SET_ASIDE:
        return f"an entry that the store had refused ({item.name})"
    return "a part of a drawing or paper" if item.what == PIECE else "entries that were not sent"


def words_of(item: Item, content: bytes) -> list[str]:
    """Every word of it, a line each. Raises NotHere where it cannot be read."""
    if item.what == CHANGES:
        lines = [line for change in changes_of(content)[1] for line in _words_of_change(change)]
    elif item.what == SET_ASIDE:
        lines = list(_words_of_change(_aside(content)))
    elif item.what == DRAFT:
        lines = list(_words("", _unpacked(content)))
    else:
        lines = []
    return lines


def files_of(quarantine: Quarantine, device: str, item: Item, content: bytes) -> list[Found]:
    """Drawings as pictures, and what was sealed, opened with the key that was handed over with it."""
    found: list[Found] = []
    for form in forms_of(item, content):
        strokes = tuple(_strokes(form))
        if strokes:
            found.append(Found("drawing.svg", as_svg(strokes)))
        found += _opened(quarantine, device, form)
    return found


def forms_of(item: Item, content: bytes) -> list[Any]:
    """What was written in it, as msgpack has it: one a change, one of a draft. Raises NotHere where it cannot be read."""
    if item.what == DRAFT:
        return [_unpacked(content)]
    return [change.values for change in changes_in(item, content)]


def changes_in(item: Item, content: bytes) -> list[Change]:
    """The changes of it, sent or refused; none of a draft or a piece. Raises NotHere where it cannot be read."""
    if item.what == CHANGES:
        return changes_of(content)[1]
    return [_aside(content)] if item.what == SET_ASIDE else []


def changes_of(content: bytes) -> tuple[HandedChanges, list[Change]]:
    """A sealed batch that was not sent. Raises NotHere where it cannot be read."""
    try:
        handed = msgspec.msgpack.decode(content, type=HandedChanges)
        return handed, [from_wire(wire) for wire in handed.batch.changes]
    except (msgspec.DecodeError, UnicodeDecodeError, BadMessage) as error:
        raise NotHere("These entries cannot be read.") from error


def as_svg(strokes: tuple[ink.Stroke, ...]) -> bytes:
    """The drawing as it was drawn, in one ink: for looking at, never for the record."""
    lines = []
    for stroke in strokes:
        points = " ".join(
            f"{point.x * SVG_WIDE / ink.SHEET_UNITS:.1f},{point.y * SVG_HIGH / ink.SHEET_UNITS:.1f}"
            for point in stroke.points
        )
        wide = max(1.0, stroke.width * SVG_WIDE / ink.SHEET_UNITS)
        lines.append(f'<polyline points="{points}" fill="none" stroke="#222" stroke-width="{wide:.1f}"/>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SVG_WIDE} {SVG_HIGH}" stroke-linecap="round">'
    return "\n".join([head, *lines, "</svg>"]).encode()


def _aside(content: bytes) -> Change:
    try:
        return from_wire(msgspec.msgpack.decode(content, type=HandedAside).change)
    except (msgspec.DecodeError, UnicodeDecodeError, BadMessage) as error:
        raise NotHere("This entry cannot be read.") from error


def _unpacked(content: bytes) -> Any:
    try:
        return msgspec.msgpack.decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise NotHere("This draft cannot be read.") from error


def _words_of_change(change: Change) -> Iterator[str]:
    header = change.header
    noun = NOUNS.get(header.kind)
    yield f"{noun.a if noun else header.kind}, by {header.author}, written {header.written}"
    for line in _words("", change.values):
        yield f"    {line}"


def _words(name: str, value: Any) -> Iterator[str]:
    """Lines "name: words" of everything that says something."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in NEVER_WORDS:
                yield from _words(f"{name}.{key}" if name else str(key), one)
    elif isinstance(value, list | tuple):
        for at, one in enumerate(value, start=1):
            yield from _words(f"{name} {at}", one)
    elif isinstance(value, str | int | float) and value != "":
        yield f"{name}: {value}"


def _strokes(value: Any) -> Iterator[ink.Stroke]:
    """What was drawn and not yet sealed: strokes as a draft keeps them."""
    if isinstance(value, bytes):
        try:
            yield from ink.unpack(value)
        except BadMessage:
            return
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strokes(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strokes(one)


def _opened(quarantine: Quarantine, device: str, form: Any) -> Iterator[Found]:
    """What was sealed, with the key in the form beside it."""
    for attachment, rest in _attachments(form):
        try:
            data = open_attachment(attachment, lambda name: quarantine.part(device, name), has_ended=not rest)
        except NotHere:
            continue
        if data is None:
            continue
        data += rest
        if attachment.media == ink.MEDIA:
            try:
                yield Found("drawing.svg", as_svg(ink.unpack(data)))
            except BadMessage:
                yield Found("drawing.ink", data)
        elif attachment.media == sound.MEDIA:
            yield Found("voice.wav", sound.as_wav(data))
        else:
            yield Found("paper" + ENDINGS.get(attachment.media, ".bin"), data)


def _attachments(value: Any, rest: bytes = b"") -> Iterator[tuple[Attachment, bytes]]:
    """Each with what was heard after it and not sealed yet, which lies beside it where a recording was still going on."""
    if isinstance(value, dict):
        if value.keys() >= OF_AN_ATTACHMENT:
            try:
                yield msgspec.convert(value, Attachment, builtin_types=(bytes,)), rest
            except msgspec.ValidationError:
                return
        beside = value.get(UNSEALED)
        for one in value.values():
            yield from _attachments(one, beside if isinstance(beside, bytes) else b"")
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _attachments(one)


def names_of_pieces(forms: Iterable[Any]) -> set[str]:
    """Every piece that what was sealed in these needs."""
    return {name for form in forms for attachment, _ in _attachments(form) for name in attachment.pieces}
