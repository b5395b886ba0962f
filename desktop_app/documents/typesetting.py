"""Breaking text into lines: words are shaped and measured once, and stand in the order their script is read.

What has to be printed may hold any writing, so each word is cut into pieces of one face and one direction. Pieces are
filled into lines in the order they are read and then, line by line, put into the order they are seen.
"""

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop_app.documents.characters import NO_BREAK_SPACE, Replaced, fit_for_paper
from desktop_app.documents.faces import Face, Glyph, Shaped, face_for, face_named, faces_for, is_transparent
from desktop_app.documents.paper import Style
from desktop_app.documents.reordering import Levels, has_right_to_left, levels_of_line, paragraph_levels, visual_order

LONELY = 0.3
"""A last line of one word is lonely where it is shorter than this part of the column."""


class Span(NamedTuple):
    """Words that are set alike. strong: in the strong face of the style."""

    text: str
    strong: bool = False


class Piece(NamedTuple):
    """Characters of one face and one direction, shaped. width in points."""

    start: int
    end: int
    face: Face
    level: int
    shaped: Shaped
    width: float


class Placed(NamedTuple):
    """A piece with its place on the line, in points from the left edge of the column; glyphs from left to right."""

    x: float
    end: float
    face: Face
    shaped: Shaped
    right_to_left: bool = False


class Line(NamedTuple):
    """One line: its pieces in the order they are read, and its width in points, without the space at its end."""

    pieces: tuple[Placed, ...]
    width: float


class Word(NamedTuple):
    """What is never parted but where a whole line cannot hold it, with the space after it (none where a line ends)."""

    pieces: tuple[Piece, ...]
    space: tuple[Piece, ...]
    width: float
    space_width: float


class _Cut(NamedTuple):
    """A paragraph's text with its spans, where each begins (and the last ends), and its levels."""

    text: str
    spans: Sequence[Span]
    bounds: Sequence[int]
    levels: Levels | None


class Typesetter:
    """Sets the text of one document and remembers what it shaped, and what it had to replace, while it is made."""

    def __init__(self) -> None:
        self.replaced: dict[str, Replaced] = {}
        self._plain_words: dict[tuple[str, str, str, float], Word] = {}
        self._shaped: dict[tuple[Face, str, bool], Shaped] = {}

    def lines(self, spans: Sequence[Span], style: Style, width: float) -> list[Line]:
        """The lines of a paragraph in a column of this width (points); a line's end in the text ends the line."""
        found: list[Line] = []
        for paragraph in _split_at_line_ends(self._fitted(spans, style)):
            text = "".join(span.text for span in paragraph)
            levels = paragraph_levels(text) if has_right_to_left(text) else None
            words = self._words(text, paragraph, style, levels)
            rows = list(self._rows(words, style, width))
            _join_a_lonely_word(rows, width)
            found += [self._line(row, text, levels, style, width) for row in rows]
        return found

    def width_of(self, text: str, style: Style, *, strong: bool = False) -> float:
        """The width in points of words set on one line."""
        return max((line.width for line in self.lines([Span(text, strong)], style, float("inf"))), default=0.0)

    def _fitted(self, spans: Sequence[Span], style: Style) -> list[Span]:
        return [Span(fit_for_paper(span.text, style.face, self._report), span.strong) for span in spans if span.text]

    def _report(self, replaced: Replaced) -> None:
        self.replaced.setdefault(replaced.characters, replaced)

    def _words(self, text: str, spans: Sequence[Span], style: Style, levels: Levels | None) -> list[Word]:
        bounds = list(itertools.accumulate((len(span.text) for span in spans), initial=0))
        words = []
        span = 0
        for start, end, space_end in _word_bounds(text):
            while start >= bounds[span + 1]:
                span += 1
            name = style.strong if spans[span].strong else style.face
            if levels is None and space_end <= bounds[span + 1]:
                words.append(self._plain_word(text[start:end], text[end:space_end], name, style.size))
                continue
            cut = _Cut(text, spans, bounds, levels)
            pieces = tuple(self._pieces(cut, start, end, style))
            space = tuple(self._pieces(cut, end, space_end, style))
            words.append(Word(pieces, space, _width_of(pieces), _width_of(space)))
        return words

    def _plain_word(self, word: str, space: str, name: str, size: float) -> Word:
        """A left-to-right word of one span: set once in a document, however often it stands there."""
        key = (word, space, name, size)
        if key not in self._plain_words:
            pieces = tuple(self._piece(word, *each, 0, size) for each in _same_face(word, 0, len(word), name))
            if NO_BREAK_SPACE in word:
                pieces = tuple(_told_with_ordinary_spaces(piece) for piece in pieces)
            after = tuple(self._piece(space, *each, 0, size) for each in _same_face(space, 0, len(space), name))
            self._plain_words[key] = Word(pieces, after, _width_of(pieces), _width_of(after))
        return self._plain_words[key]

    def _pieces(self, cut: "_Cut", start: int, end: int, style: Style) -> Iterator[Piece]:
        """The pieces of text[start:end]: cut where the span, the direction or the face changes."""
        for index, span in enumerate(cut.spans):
            first, last = max(start, cut.bounds[index]), min(end, cut.bounds[index + 1])
            name = style.strong if span.strong else style.face
            for low, high, level in _same_level(cut.text, first, last, cut.levels):
                for begin, until, face in _same_face(cut.text, low, high, name):
                    yield self._piece(cut.text, begin, until, face, level, style.size)

    def _piece(self, text: str, start: int, end: int, face: Face, level: int, size: float) -> Piece:
        shaped = self._shape(face, text[start:end], level % 2 == 1)
        return Piece(start, end, face, level, shaped, shaped.advance * size / 1000)

    def _shape(self, face: Face, text: str, right_to_left: bool) -> Shaped:
        key = (face, text, right_to_left)
        if key not in self._shaped:
            self._shaped[key] = Shaped(face.shape(text, right_to_left), right_to_left)
        return self._shaped[key]

    def _rows(self, words: Sequence[Word], style: Style, width: float) -> Iterator[list[Word]]:
        """Words filled into rows; one too wide for a whole line is broken where it must be."""
        row: list[Word] = []
        used = 0.0
        for word in words:
            if row and used + word.width > width:
                yield row
                row, used = [], 0.0
            if word.width > width:
                *full, word = self._broken(word, style, width)  # noqa: PLW2901  its last part goes on
                yield from ([part] for part in full)
            row.append(word)
            used += word.width + word.space_width
        if row or not words:
            yield row

    def _broken(self, word: Word, style: Style, width: float) -> list[Word]:
        """A word in parts that each fit the width, or are a single letter with its marks."""
        parts: list[list[Piece]] = [[]]
        used = 0.0
        for letter in self._letters(word, style):
            if parts[-1] and used + letter.width > width:
                parts.append([])
                used = 0.0
            parts[-1].append(letter)
            used += letter.width
        ends = [((), 0.0)] * (len(parts) - 1) + [(word.space, word.space_width)]
        return [
            Word(tuple(part), *(space, sum(piece.width for piece in part), space_width))
            for part, (space, space_width) in zip(parts, ends, strict=True)
        ]

    def _letters(self, word: Word, style: Style) -> Iterator[Piece]:
        for piece in word.pieces:
            said = "".join(glyph.text for glyph in _as_read(piece))
            for letter in _letters_with_marks(said):
                shaped = self._shape(piece.face, letter, piece.level % 2 == 1)
                yield piece._replace(shaped=shaped, width=shaped.advance * style.size / 1000)

    def _line(self, row: Sequence[Word], text: str, levels: Levels | None, style: Style, width: float) -> Line:
        """A row of words in the order it is seen, set to its side; the space at its end hangs and counts for nothing."""
        pieces = [piece for word in row for piece in (*word.pieces, *word.space)]
        hanging = row[-1].space_width if row else 0.0
        used = _width_of(pieces) - hanging
        seen: Sequence[int] = range(len(pieces))
        if levels is not None and pieces:
            offset = pieces[0].start
            of_line = levels_of_line(text, levels, offset, pieces[-1].end)
            seen = visual_order([of_line[piece.start - offset] for piece in pieces])
        right_to_left = levels is not None and levels.base == 1
        x = width - used if style.at_end != right_to_left and width != float("inf") else 0.0
        x -= hanging if right_to_left else 0.0
        starts = [0.0] * len(pieces)
        for at in seen:
            starts[at] = x
            x += pieces[at].width
        placed = (
            Placed(start, start + piece.width, piece.face, piece.shaped, piece.level % 2 == 1)
            for piece, start in zip(pieces, starts, strict=True)
        )
        return Line(tuple(placed), used)


def _join_a_lonely_word(rows: list[list[Word]], width: float) -> None:
    """A short word alone on the last line gets the last of the line before, where that leaves enough there."""
    if len(rows) < 2 or len(rows[-1]) > 1 or len(rows[-2]) < 3:
        return
    lonely, moved = rows[-1][0], rows[-2][-1]
    if lonely.width < LONELY * width and moved.width + moved.space_width + lonely.width <= width:
        rows[-1].insert(0, rows[-2].pop())


def _width_of(pieces: Sequence[Piece]) -> float:
    return sum(piece.width for piece in pieces)


def _as_read(piece: Piece) -> Sequence[Glyph]:
    return piece.shaped.glyphs[::-1] if piece.level % 2 else piece.shaped.glyphs


def _told_with_ordinary_spaces(piece: Piece) -> Piece:
    """Who searches for a number, or copies it, has ordinary spaces in it.

    Not so in right-to-left text: there common readers take a number apart at an ordinary space and turn it round.
    """
    glyphs = (glyph._replace(text=glyph.text.replace(NO_BREAK_SPACE, " ")) for glyph in piece.shaped.glyphs)
    return piece._replace(shaped=Shaped(tuple(glyphs), right_to_left=False))


def _split_at_line_ends(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans of each line that the text itself ends; a space hangs there, so that its words stay apart when told."""
    current: list[Span] = []
    for span in spans:
        first, *others = span.text.split("\n")
        current.append(span._replace(text=first))
        for other in others:
            yield [*current, span._replace(text=" ")]
            current = [span._replace(text=other)]
    yield current


def _word_bounds(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end, and end of the space after it, for each word; a hyphen between letters also ends one."""
    start = at = 0
    while at < len(text):
        if text[at] == " ":
            end = at
            while at < len(text) and text[at] == " ":
                at += 1
            yield start, end, at
            start = at
        elif text[at] == "-" and start < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha():
            at += 1
            yield start, at, at
            start = at
        else:
            at += 1
    if start < at:
        yield start, at, at


def _same_level(text: str, start: int, end: int, levels: Levels | None) -> Iterator[tuple[int, int, int]]:
    """Stretches of text[start:end] of one level; characters that only order others are left out."""
    if levels is None:
        if start < end:
            yield start, end, 0
        return
    drawn = [at for at in range(start, end) if not levels.removed[at] and not "\u2066" <= text[at] <= "\u2069"]
    for _, stretch in itertools.groupby(enumerate(drawn), lambda each: (each[1] - each[0], levels.each[each[1]])):
        indices = [at for _, at in stretch]
        yield indices[0], indices[-1] + 1, levels.each[indices[0]]


def _same_face(text: str, start: int, end: int, name: str) -> Iterator[tuple[int, int, Face]]:
    """Stretches of text[start:end] of one face: one for a whole word if there is one, else by character."""
    if start >= end:
        return
    whole = face_for(text[start:end], name)
    if whole is not None:
        yield start, end, whole
        return
    at = start
    while at < end:
        face = face_for(text[at], name) or face_named(name)
        until = at + 1
        while until < end and (is_transparent(text[until]) or _stays_in(face, text[until], name)):
            until += 1
        yield at, until, face
        at = until


def _stays_in(face: Face, character: str, name: str) -> bool:
    first = next((each for each in faces_for(name) if character in each.holds), face_named(name))
    return first is face


def _letters_with_marks(text: str) -> Iterator[str]:
    """Letters, each with the marks and joiners that stand on it."""
    at = 0
    while at < len(text):
        until = at + 1
        while until < len(text) and _goes_with_the_last(text[until], text[until - 1]):
            until += 1
        yield text[at:until]
        at = until


def _goes_with_the_last(character: str, before: str) -> bool:
    joined = before == "\u200d" or "\U0001f3fb" <= character <= "\U0001f3ff"
    return joined or is_transparent(character) or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) != 0 or character == NO_BREAK_SPACE
