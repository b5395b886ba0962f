"""First use: the store's address, the one-time code, a passphrase judged as it is typed; then the wait for approval."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop_app.opening.view.hills import FirstCard, Hills
from desktop_app.opening.view.new_passphrase import NewPassphrase
from desktop_app.opening.view.unlock import practise_button
from desktop_app.shell.controls import (
    Body,
    Heading,
    Notice,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    Stack,
    Text,
    TextField,
)

OPEN_NAME = "Everybody who opens this laptop can read it. Nothing about your work."
LOOK_EVERY = 5_000  # milliseconds; a question of a few hundred bytes


class FirstUsePage(Hills):
    """`asked` carries address, code and passphrase; `look_wanted` asks whether an administrator has approved by now;
    `practice_wanted` leads to the made-up family, for which nobody has to have joined."""

    asked = Signal(str, str, str)
    look_wanted = Signal()
    text_size_wanted = Signal()
    practice_wanted = Signal()
    somebody_else = Signal()

    def __init__(self) -> None:
        self._card = FirstCard()
        super().__init__(self._card)
        self._title = Heading("Join your hub", 1)
        self._lead = Body("Daybook keeps an encrypted copy of your hub’s work on this laptop.")
        self._address = TextField("Address of the central store", placeholder="https://")
        hint = "From your administrator’s note. Capitals and dashes do not matter."
        self._code = TextField("One-time code", hint=hint)
        self._chosen = NewPassphrase("Choose a passphrase")
        self._passphrase = self._chosen.field
        self._button = PrimaryButton("Join", "check")
        self._button.clicked.connect(self._ask)
        for field in (self._address, self._code, self._passphrase):
            field.submitted.connect(self._ask)
        self._notice = Notice("info", "")
        self._notice.hide()
        self._form: tuple[QWidget, ...] = (self._lead, self._address, self._code, self._chosen, self._button)
        self._waiting = _Waiting()
        self._waiting.hide()
        self._waiting.look.clicked.connect(self._look)
        for part in (self._title, *self._form, self._waiting, self._notice):
            self._card.add(part)
        size = SecondaryButton("Text size", "a-large-small")
        size.clicked.connect(self.text_size_wanted)
        self._practise = practise_button()
        self._practise.clicked.connect(self.practice_wanted)
        self.at_foot(self._practise, size)
        self.name: TextField | None = None
        self._clock = QTimer(self, interval=LOOK_EVERY)
        self._clock.timeout.connect(self._look)
        self._is_looking = False
        self.setFocusProxy(self._address)

    def join_others(self) -> None:
        """Somebody works here already: how this one is called at the door is asked, and there is a way back to it."""
        self.name = TextField("Your initials, or a name you choose", hint=OPEN_NAME)
        back = QuietButton("Back to whose Daybook it is", "arrow-left")
        back.clicked.connect(self.somebody_else)
        self._card.body.insertWidget(self._card.body.indexOf(self._address), self.name)
        self._card.add(back)
        self._form = (self.name, *self._form, back)
        self.setFocusProxy(self.name)

    def say_trouble(self, sentence: str) -> None:
        """It did not work: say why; what was typed stays."""
        self._let_go(may=True)
        self._button.set_words("Join")
        self._notice.show()
        self._notice.say("trouble", "You have not joined yet.", sentence)
        self.bring_into_sight(self._notice)

    def say_waiting(self, device: str) -> None:
        """The store knows the laptop; an administrator compares the letters by phone and approves it."""
        self._let_go(may=True)
        for part in self._form:
            part.hide()
        self._passphrase.set_value("")
        self._title.set_words("Ring your administrator")
        self._waiting.show_device(device)
        self._waiting.show()
        self._notice.hide()
        self.setFocusProxy(self._waiting.look)
        self._waiting.look.setFocus()
        self._clock.start()

    def say_not_yet(self) -> None:
        """Nobody has approved it so far."""
        self._looked("info", "Not approved yet.", "Daybook asks again by itself and opens when it is.")

    def say_not_reached(self, sentence: str) -> None:
        """The store could not be asked."""
        self._looked("warning", "The central store could not be asked.", sentence)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another window is shown: nothing more is asked."""
        super().hideEvent(event)
        self._clock.stop()

    def _let_go(self, *, may: bool) -> None:
        """While the store is asked nothing else is begun."""
        self._button.setEnabled(may)
        self._practise.setEnabled(may)

    def _looked(self, kind: str, first_words: str, words: str) -> None:
        """Said aloud only when it is news: it is asked every few seconds."""
        self._is_looking = False
        self._waiting.look.set_words("Ask again now")
        is_news = self._notice.isHidden() or self._notice.words() != f"{first_words} {words}"
        self._notice.show()
        self._notice.say(kind, first_words, words, aloud=is_news)

    def _look(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            self._waiting.look.set_words("Asking")
            self.look_wanted.emit()

    def _ask(self) -> None:
        fields = {
            self._address: "Type the address.",
            self._code: "Type the code.",
            self._passphrase: "Choose a passphrase.",
        }
        for field, sentence in fields.items():
            field.set_error("" if field.value() else sentence)
        missing = next((field for field in fields if not field.value()), None)
        if missing is not None:
            missing.setFocus()
        elif self._chosen.is_good_enough():
            self._let_go(may=False)
            self._button.set_words("Joining")
            self.asked.emit(self._address.value(), self._code.value(), self._passphrase.value())


class _Waiting(Stack):
    """What to read out, and what happens then."""

    def __init__(self) -> None:
        self.device = Text("", "compact title", selectable=True)
        self.look = SecondaryButton("Ask again now", "refresh-cw")
        parts: tuple[QWidget, ...] = (
            Body("Read them these letters and numbers. They compare them with what they see, and approve this laptop."),
            self.device,
            Body("Daybook opens by itself when that is done. You can also close it and unlock it later."),
            self.look,
        )
        super().__init__(*parts, gap=14)

    def show_device(self, device: str) -> None:
        """In groups of four, as the administrator sees them."""
        self.device.set_words(" ".join(device[start : start + 4] for start in range(0, len(device), 4)))
