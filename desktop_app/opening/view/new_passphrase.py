"""Choosing a passphrase: it is judged as it is typed, in words that help to find a better one."""

from desktop_app.opening.actions import advice_on, is_good_enough, strength_of
from desktop_app.shell.controls import Picture, Row, Small, Stack, TextField

HINT = "Four words that have nothing to do with each other."
NOBODY = "Nobody can look it up for you."
SHOWN = {
    "": ("key-round", "muted"),
    "too weak": ("circle-alert", "danger"),
    "fair": ("circle-check", "ink"),
    "strong": ("circle-check", "well"),
}


class NewPassphrase(Stack):
    """The field and what is said beneath it."""

    def __init__(self, label: str) -> None:
        self.field = TextField(label, hint=HINT, password=True)
        self.field.changed.connect(self._judge)
        self._judged = Picture("key-round")
        self.advice = Small(NOBODY)
        super().__init__(self.field, Row(self._judged, self.advice, gap=8, grows=1), gap=14)

    def is_good_enough(self) -> bool:
        """Whether it is taken; where not, the field says so and has the keyboard."""
        if is_good_enough(self.field.value()):
            return True
        self.field.set_error("Choose one that is harder to guess.")
        self.field.setFocus()
        return False

    def _judge(self, typed: str) -> None:
        icon, colour = SHOWN[strength_of(typed)]
        self._judged.show_icon(icon, colour)
        self.advice.set_colour(colour)
        self.advice.set_words(advice_on(typed) or NOBODY)
