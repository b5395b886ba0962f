"""A decision as it stands: told by phone and not yet confirmed, confirmed, or not what was decided; and the decider's word."""

from PySide6.QtCore import Signal

from casework.decisions import Worth
from desktop_app.concerns.decided import DecisionShown
from desktop_app.shell.controls import (
    Body,
    Divider,
    FlowRow,
    PrimaryButton,
    Reading,
    SecondaryButton,
    Small,
    Stack,
    Tag,
    Text,
    TextArea,
)

TAGS = {
    Worth.NOT_CONFIRMED: ("Told by phone, not yet confirmed", "warn strong", "clock"),
    Worth.CONFIRMED: ("Confirmed", "well", "circle-check"),
    Worth.NOT_THEIRS: ("Not what was decided", "danger", "circle-alert"),
    Worth.NO_DECIDER: ("Not by somebody who may decide", "danger", "circle-alert"),
}
WITHDRAWN = ("Withdrawn", "warn", "file-x")


class DecisionText(Stack):
    """`confirmed` and `refused` (with the decider's words) are sent by the one whose word it waits for."""

    confirmed = Signal(object)
    refused = Signal(object, str)

    def __init__(self, shown: DecisionShown) -> None:
        super().__init__(gap=8)
        self._shown = shown
        self.tag = Tag(*(WITHDRAWN if shown.is_withdrawn else TAGS[shown.worth]))
        self.add(FlowRow(self.tag))
        decision = shown.standing.decision
        if decision is None:
            self.add(Body("There are two versions of this decision. Somebody has to choose; nothing is lost."))
            return
        self.add(Reading(decision.what))
        self._say("Decided by", f"{shown.who}, {shown.at}")
        self._say("Why", decision.why)
        if decision.how != "own":
            self._say("Heard and written by", f"{shown.heard_by}, {shown.heard_at}")
        if shown.late:
            self.add(Small(f"{shown.late}."))
        self.add(Divider())
        if shown.taken_out:
            self.add(Body(shown.taken_out_in_words))
        if not shown.is_withdrawn:
            self._show_worth(shown)

    def _show_worth(self, shown: DecisionShown) -> None:
        first = shown.who.split(" ")[0]
        if shown.worth is Worth.CONFIRMED:
            own = shown.standing.decision is not None and shown.standing.decision.how == "own"
            done = "wrote it down" if own else "confirmed it"
            self.add(Small(f"{shown.who} {done} on their own laptop, {shown.answered}."))
        elif shown.worth is Worth.NOT_THEIRS:
            self._say(f"{shown.who}:", f"“{shown.standing.words}”")
            self.add(Small(f"Written on {first}’s own laptop, {shown.answered}. What was heard stays here beside it."))
        elif shown.worth is Worth.NO_DECIDER:
            self.add(Small(f"{shown.who} takes no decisions about children. It does not count: ask somebody who may."))
        elif shown.mine:
            self._ask()
        elif shown.standing.decision is not None and not shown.standing.decision.decided_by:
            self.add(Small(f"{shown.who} has no Daybook. Ask somebody who may decide to write down theirs."))
        else:
            self.add(Small(f"{first} confirms this on their own laptop. Until then it reads this way everywhere."))

    def _ask(self) -> None:
        """Only on the decider's own laptop, under their own account."""
        self.yes = PrimaryButton("Confirm", "check", says="Confirm: this is what I decided")
        self.no = SecondaryButton("That is not what I decided")
        self.words = TextArea("What did you decide? In your own words", lines=2)
        self.send = PrimaryButton("Say so in the record", "check")
        self._saying = Stack(self.words, FlowRow(self.send), gap=8)
        self._saying.hide()
        self.yes.clicked.connect(lambda: self.confirmed.emit(self._shown))
        self.no.clicked.connect(self._say_no)
        self.send.clicked.connect(self._refuse)
        for part in (Body("Is this what you decided?"), FlowRow(self.yes, self.no), self._saying):
            self.add(part)

    def _say_no(self) -> None:
        self._saying.show()
        self.words.setFocus()

    def _refuse(self) -> None:
        if self.words.value():
            self.refused.emit(self._shown, self.words.value())
        else:
            self.words.set_error("Write what you decided, so that everybody reads it.")

    def _say(self, what: str, words: str) -> None:
        line = Text("", "body", selectable=True)
        line.set_words(words, what)
        self.add(line)
