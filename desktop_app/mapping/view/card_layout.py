"""Where everything on a card stands at one width, worked out once: words wrap, and nothing is ever cut off."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from desktop_app.mapping.faces import Face
from desktop_app.shell.controls import brush, font, look

LEFT, TOP, RIGHT, BOTTOM = 20, 12, 16, 12
BELOW = 4  # between the parts of a card
ICON_AT, ICON_GAP = 16, 8
PILL_PADDING = 9
LINE_OF_BODY, LINE_OF_CHILD, LINE_OF_SECOND = 22, 24, 20


@dataclass(frozen=True)
class Words:
    """Words that were laid out, where they stand, and the token they are drawn in."""

    laid: QTextLayout
    at: QPointF
    colour: str


@dataclass(frozen=True)
class Icon:
    """An icon of 16 px at 100 % text."""

    name: str
    colour: str
    at: QPointF


@dataclass(frozen=True)
class Laid:
    """One card, ready to be drawn. pill: where the number of its pair stands."""

    height: int
    words: tuple[Words, ...]
    icons: tuple[Icon, ...]
    pill: QRectF | None = None


def pill_size(number: int) -> tuple[float, float]:
    """Width and height of the pill with a link and a pair's number."""
    words = QFontMetricsF(font("second strong")).horizontalAdvance(str(number))
    return 2 * PILL_PADDING + look().px(14) + 4 + words, max(22, look().px(22))


def lay_out(face: Face, width: int, tone: str) -> Laid:
    """Everything on the card, from top to bottom, in a card of this width."""
    return _Layer(face, width, tone).lay()


class _Layer:
    def __init__(self, face: Face, width: int, tone: str) -> None:
        self._face, self._tone = face, tone
        self._room = max(60, width - LEFT - RIGHT)
        self._words: list[Words] = []
        self._icons: list[Icon] = []
        self._pill: QRectF | None = None
        self._y = float(TOP)

    def lay(self) -> Laid:
        self._head()
        face = self._face
        if face.text:
            childs = face.form == "child"
            role, step = ("childs words", LINE_OF_CHILD) if childs else ("body", LINE_OF_BODY)
            self._put(face.text, role, "ink", step)
        if face.foot or face.rest:
            said = " ".join(part for part in (face.foot, face.rest) if part)
            self._put(said, "second", "muted", LINE_OF_SECOND, strong=len(face.foot), strong_colour="ink")
        for note in face.notes:
            self._note(note.icon, note.words, note.tone)
        height = round(self._y - BELOW + BOTTOM)
        return Laid(height, tuple(self._words), tuple(self._icons), self._pill)

    def _head(self) -> None:
        face = self._face
        colour = self._tone if face.form == "pair" else "child" if face.form == "child" else "muted"
        line = max(look().px(LINE_OF_SECOND), 22)
        start = 0.0
        if face.number:
            wide, high = pill_size(face.number)
            self._pill = QRectF(LEFT, self._y + (line - high) / 2, wide, high)
            start = wide + ICON_GAP
        elif face.icon:
            size = look().px(ICON_AT)
            self._icons.append(Icon(face.icon, colour, QPointF(LEFT, self._y + (line - size) / 2)))
            start = size + ICON_GAP
        kind, aside = face.kind, f"  {face.aside}" if face.aside else ""
        strong = {"strong": len(kind), "strong_colour": colour}
        self._put(kind + aside, "second", "muted", LINE_OF_SECOND, start=start, least=line, **strong)  # type: ignore[arg-type]

    def _note(self, icon: str, words: str, tone: str) -> None:
        size = look().px(ICON_AT)
        line = look().px(LINE_OF_SECOND)
        self._icons.append(Icon(icon, tone, QPointF(LEFT, self._y + (line - size) / 2)))
        self._put(words, "second medium", tone, LINE_OF_SECOND, start=size + ICON_GAP)

    def _put(
        self,
        words: str,
        role: str,
        colour: str,
        step: int,
        *,
        start: float = 0.0,
        least: float = 0.0,
        strong: int = 0,
        strong_colour: str = "",
    ) -> None:
        laid = QTextLayout(words.replace("\n", "\u2028"), font(role))
        laid.setTextOption(_WRAP)
        laid.setCacheEnabled(True)
        if strong:
            part = QTextLayout.FormatRange()
            part.start, part.length = 0, strong
            part.format = _strong(strong_colour)
            laid.setFormats([part])
        height = _break(laid, self._room - start, look().px(step))
        inset = max(0.0, (least - height) / 2)
        self._words.append(Words(laid, QPointF(LEFT + start, self._y + inset), colour))
        self._y += max(height, least) + BELOW


def _strong(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(font("second strong"))
    form.setForeground(brush(colour))
    return form


def _break(laid: QTextLayout, width: float, step: float) -> float:
    """Break into lines of `width`, `step` apart, and answer how high they are together."""
    laid.beginLayout()
    y = 0.0
    while (line := laid.createLine()).isValid():
        line.setLineWidth(max(40.0, width))
        line.setPosition(QPointF(0, y + (step - line.height()) / 2))
        y += step
    laid.endLayout()
    return y


_WRAP = QTextOption()
_WRAP.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
