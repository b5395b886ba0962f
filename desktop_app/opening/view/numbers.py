"""Whom to ring for help with Daybook, on the pages before an open copy: who, when they answer, the number large."""

from collections.abc import Sequence

from casework.kinds.books import NumberToRing
from desktop_app.shell.controls import Body, Picture, Row, Small, Stack, Text

NO_NUMBERS = "Ring your administrator or your IT service desk."


class NumbersToRing(Stack):
    """The numbers in their order; where the authority set none, whom to ring in words."""

    def __init__(self, numbers: Sequence[NumberToRing]) -> None:
        super().__init__(*map(self._line, numbers), gap=12)
        if not numbers:
            self.add(Body(NO_NUMBERS))

    @staticmethod
    def _line(one: NumberToRing) -> Row:
        words = Stack(Text(one.who, "button"), gap=0)
        if one.hours:
            words.add(Small(one.hours))
        number = Text(one.number, "button", wrap=False, selectable=True)
        return Row(Picture("phone"), words, number, gap=12, grows=1)
