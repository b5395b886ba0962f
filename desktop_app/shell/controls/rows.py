"""What a row of a list says: title, second line, columns, state."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cell:
    """Words in a column or at the end of a row, with an icon, in a token's colour; `strong` for what presses."""

    words: str
    icon: str = ""
    colour: str = "ink"
    icon_colour: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Column:
    """A column: its name and its width in pixels at 100 %; the first holds the title."""

    title: str
    width: int


@dataclass(frozen=True)
class ListRow:
    """One row: who or what it is, a second line, and what stands at its right.

    `name` draws initials before it, `icon` an icon instead. `cells` fill the columns of a list that has them.
    `state` stands at the right with its icon in its colour (a token). `spoken` replaces what a screen reader says.
    `quoted` stands beneath, words of an entry itself, with the spans (from, to) in `strong` set bold.
    """

    key: str
    title: str
    second: str = ""
    name: str = ""
    icon: str = ""
    icon_colour: str = "muted"
    cells: tuple[Cell, ...] = ()
    state: Cell = field(default_factory=lambda: Cell(""))
    opens: bool = True
    spoken: str = ""
    quoted: str = ""
    strong: tuple[tuple[int, int], ...] = ()

    def said(self) -> str:
        """What a screen reader says."""
        parts = (self.title, self.second, self.quoted, *(cell.words for cell in self.cells), self.state.words)
        return self.spoken or ", ".join(part for part in parts if part)
