"""Words on the screen: headings, body text, small text, and a child's own words."""

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.shell import fonts, painting, tokens
from desktop_app.shell.controls.dressing import Dressed
from desktop_app.shell.shown_words import as_shown, breakable

PROSE = ("reading", "childs words")
HEADINGS = {1: "page title", 2: "section", 3: "row title"}


class Text(Dressed, QLabel):
    """Words in one role of `tokens.TYPE` and one token's colour. What is given is shown as it is, never read as markup."""

    def __init__(
        self,
        words: str = "",
        role: str = "body",
        colour: str = "ink",
        *,
        wrap: bool = True,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._heights: dict[int, int] = {}  # that its words need, by width
        super().__init__(parent)
        self._words = words
        self._wraps = wrap
        self._takes = 0  # the width that words which do not fit in one line take
        self._bold = ""
        self._role = role
        self._colour = colour
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum
        )
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.redress()

    def words(self) -> str:
        """The words as given."""
        return f"{self._bold} {self._words}".strip()

    def set_words(self, words: str, bold_start: str = "") -> None:
        """Show other words; `bold_start` comes before them in bold."""
        self._words, self._bold = words, bold_start
        self._show_words()

    def set_role(self, role: str) -> None:
        """Change to another role of `tokens.TYPE`."""
        self._role = role
        self.redress()

    def set_colour(self, colour: str) -> None:
        """Change to another token's colour."""
        self._colour = colour
        self.redress()

    def sizeHint(self) -> QSize:
        """All the width there is where they go on in the next line; as wide as they are otherwise."""
        return QSize(self._takes, self.heightForWidth(self._takes)) if self._takes else super().sizeHint()

    def heightForWidth(self, width: int) -> int:
        """What QLabel answers, remembered: layouts ask a page's texts thousands of times, about a few widths each."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = super().heightForWidth(width)
        return height

    def setText(self, words: str) -> None:
        """As QLabel's."""
        self._heights.clear()
        super().setText(words)

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        """As QLabel's."""
        self._heights.clear()
        super().setFont(font)

    def setWordWrap(self, on: bool) -> None:
        """As QLabel's."""
        self._heights.clear()
        super().setWordWrap(on)

    def setContentsMargins(self, *margins: Any) -> None:
        """As QLabel's."""
        self._heights.clear()
        super().setContentsMargins(*margins)

    def keep_in_one_line(self) -> None:
        """Do not wrap unless `fit` finds that it must."""
        self._wraps = False
        self.setWordWrap(False)

    def fit(self, width: int) -> None:
        """In one line where they fit in this width, else in several: a long name never pushes what stands beside it out."""
        whole = as_shown(self._words)
        fits = width <= 0 or self.fontMetrics().horizontalAdvance(whole) <= width
        self.setMinimumWidth(1)  # else the page could not become narrower than the name
        self.setWordWrap(self._wraps or not fits)
        self.setText(whole if fits else breakable(whole, self.font(), width))
        self._takes = 0 if fits else width
        self.updateGeometry()
        self.setToolTip("" if fits else self._words)
        self.setAccessibleName("" if fits else self._words)

    def redress(self) -> None:
        """Font and colour of the look worn now."""
        self.setFont(fonts.font(self._role))
        worn = self.palette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            worn.setColor(group, QPalette.ColorRole.WindowText, painting.brush(self._colour))
        self.setPalette(worn)
        self._show_words()

    def _show_words(self) -> None:
        size = tokens.TYPE[self._role]
        bold_words, words = (as_shown(said, prose=self._role in PROSE) for said in (self._bold, self._words))
        if self.wordWrap() and (self._bold or self._role in ("reading", "childs words")):
            self.setTextFormat(Qt.TextFormat.RichText)
            lines = tokens.current().px(size.px * size.line)
            bold = f"<b>{html.escape(bold_words)}</b> " if self._bold else ""
            said = html.escape(words).replace("\n", "<br>")
            self.setText(f'<p style="line-height:{lines}px; margin:0">{bold}{said}</p>')
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(words)


class Heading(Text):
    """A heading: level 1 is the page's, 2 a section's, 3 a row's."""

    def __init__(self, words: str, level: int = 2, colour: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(words, HEADINGS[level], colour, parent=parent)


class Body(Text):
    """Ordinary text, 16 px."""

    def __init__(self, words: str = "", colour: str = "ink", *, selectable: bool = False) -> None:
        super().__init__(words, "body", colour, selectable=selectable)


class Small(Text):
    """The second line, 15 px and muted."""

    def __init__(self, words: str = "", colour: str = "muted", *, wrap: bool = True) -> None:
        super().__init__(words, "second", colour, wrap=wrap)


class Reading(Text):
    """The one text of a screen that is there to be read: larger, with more room between its lines."""

    def __init__(self, words: str = "", colour: str = "ink") -> None:
        super().__init__(words, "reading", colour, selectable=True)


class ChildsWords(Text):
    """What a child said, in the child's typeface, as it was written down."""

    def __init__(self, words: str = "", colour: str = "ink") -> None:
        super().__init__(words, "childs words", colour, selectable=True)
