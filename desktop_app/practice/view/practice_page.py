"""The five visits to the made-up family: what each practises, how far it has come, and beginning afresh."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from casework.wording import plural
from desktop_app.practice.queries import VisitLine
from desktop_app.shell.controls import (
    Body,
    Button,
    Card,
    DangerButton,
    FlowRow,
    Notice,
    Page,
    PrimaryButton,
    SecondaryButton,
    Small,
    Stack,
    Tag,
    confirm,
)

WHO_YOU_ARE = (
    "You are Robin Vale, a social worker. The family is new to you: Dani Sorley and Craig Aldous with Effie, who is 9, Rory, "
    "who is 6, and Nell, a baby. Nobody here exists. Try things: nothing can go wrong, and nothing is marked."
)
FIRST_TIME = "The script stands at the right of every page."
AFRESH = "Everything that was written while practising is thrown away, and the family stands as before the first visit."
AWAY = "Everything that was written while practising goes from this laptop. Your own copy is not touched."


class PracticePage(Page):
    """`begun` and `again` carry the key of a visit. Each of the ways that throw something away was asked once."""

    begun = Signal(str)
    again = Signal(str)
    afresh = Signal()
    thrown_away = Signal()
    returned = Signal()

    def __init__(self) -> None:
        super().__init__("Practise on a made-up family", "Five visits, each to try one thing that the work asks for.")
        self.add(Notice("info", "This is practice.", f"{WHO_YOU_ARE} {FIRST_TIME}"))
        self.visits = Stack(gap=12)
        self.buttons: dict[str, Button] = {}
        self.again_buttons: dict[str, Button] = {}
        self.add(self.visits)
        afresh = Card("Begin afresh")
        afresh.add(Body("What you wrote is kept until you throw it away. It is encrypted, and only on this laptop."))
        self.afresh_button = SecondaryButton("Start the family afresh", "rotate-ccw")
        self.away_button = SecondaryButton("Throw the practice away", "trash-2")
        self.afresh_button.clicked.connect(self._ask_afresh)
        self.away_button.clicked.connect(self._ask_away)
        afresh.add(FlowRow(self.afresh_button, self.away_button))
        self.add(afresh)

    def came_back(self) -> None:
        """Shown again: steps may have been done meanwhile."""
        self.returned.emit()

    def show_visits(self, lines: Sequence[VisitLine]) -> None:
        """How they stand."""
        self.visits.clear()
        self.buttons, self.again_buttons = {}, {}
        for line in lines:
            self.visits.add(self._card(line))

    def _card(self, line: VisitLine) -> Card:
        script = line.script
        card = Card(f"{script.number}. {script.title}", edge="chosen" if line.is_under_way else "plain")
        card.add(Body(script.practises))
        card.add(FlowRow(*self._how_far(line)))
        words = "Look at it again" if line.is_done else "Go on" if line.begun else "Begin this visit"
        button = self.buttons[script.key] = (SecondaryButton if line.is_done else PrimaryButton)(
            words, "arrow-right", says=f"{words}: {script.title}"
        )
        button.clicked.connect(lambda _=False, key=script.key: self.begun.emit(key))
        ways: list[Button] = [button]
        if line.begun:
            words = "Start this visit again"
            again = self.again_buttons[script.key] = SecondaryButton(
                words, "rotate-ccw", says=f"{words}: {script.title}"
            )
            again.clicked.connect(lambda _=False, one=script.key, title=script.title: self._ask_again(one, title))
            ways.append(again)
        card.add(FlowRow(*ways))
        return card

    def _how_far(self, line: VisitLine) -> tuple[Tag | Small, ...]:
        steps = len(line.script.steps)
        if line.is_done:
            return (Tag("All steps done", "well", "circle-check"),)
        if line.begun:
            return (Tag("Begun", "next", "footprints"), Small(f"{line.done} of {plural(steps, 'step', 'steps')} done"))
        return (Small(plural(steps, "step", "steps")),)

    def _ask_again(self, key: str, title: str) -> None:
        words = (
            f"What you wrote in “{title}” is withdrawn, and its steps begin anew. The other visits stay as they are."
        )
        yes = PrimaryButton("Start it again", "rotate-ccw")
        confirm(self, "Start this visit again?", words, yes).accepted.connect(lambda: self.again.emit(key))

    def _ask_afresh(self) -> None:
        yes = DangerButton("Start afresh", "rotate-ccw")
        confirm(self, "Start the family afresh?", AFRESH, yes).accepted.connect(self.afresh)

    def _ask_away(self) -> None:
        yes = DangerButton("Throw it away", "trash-2")
        confirm(self, "Throw the practice away?", AWAY, yes).accepted.connect(self.thrown_away)
