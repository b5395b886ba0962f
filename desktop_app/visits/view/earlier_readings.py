"""What an entry said before it was corrected: struck through, with who corrected it, when and why; it stays readable."""

from desktop_app.shell.controls import Body, Picture, Row, Small, Stack
from desktop_app.visits.earlier import Earlier


class EarlierReadings(Stack):
    """Every earlier reading of one part, the oldest first. Not by the stroke alone: the words say that it was corrected."""

    def __init__(self, readings: tuple[Earlier, ...]) -> None:
        super().__init__(*(_Reading(one) for one in readings), gap=8)
        self.body.setContentsMargins(0, 4, 0, 0)


class _Reading(Stack):
    def __init__(self, reading: Earlier) -> None:
        words = f"{reading.title}: {reading.words}" if reading.title else reading.words
        line = Row(Picture("pen-line", "muted", 16), Small(reading.line), gap=8, grows=1)
        super().__init__(_Struck(words), line, gap=2)


class _Struck(Body):
    def __init__(self, words: str) -> None:
        super().__init__(words, "muted", selectable=True)
        self.setAccessibleName(f"It said before: {words}")

    def redress(self) -> None:
        """In the font of the look worn now, with a line through it."""
        super().redress()
        struck = self.font()
        struck.setStrikeOut(True)
        self.setFont(struck)
