"""Settings: how Daybook looks, when it locks, the PIN, the authority's own words, and where the worker's data lies."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.wording import plural
from desktop_app.settings.choices import TEXT_SIZES, THEMES, Choices
from desktop_app.settings.queries import Settings
from desktop_app.shell.controls import (
    Body,
    Card,
    Choice,
    Dropdown,
    FactRow,
    FactStrip,
    FlowRow,
    Page,
    SecondaryButton,
    Small,
    SplitColumns,
    TextField,
)

LOCKS = (
    "When nobody has touched this laptop for a while, Daybook hides everything behind a plain picture. Your PIN takes it "
    "away, and you are where you were. Your authority sets the longest; you can choose less. A quarter of an hour later "
    "Daybook locks, and asks for your passphrase. Ctrl+L or F12 hides the screen at once; once more locks."
)
WHO_OPENS = "It opens Daybook on this laptop, and nobody can look it up for you. Change it when somebody may have seen you type it."
PIN = "The six digits that bring back a hidden screen, and lead out of a child’s screens to yours."
LIES = (
    "Everything you record lies in this folder, encrypted with a key that only your passphrase opens, and at your "
    "authority’s central store once it was sent. Nothing is kept anywhere else."
)
LIES_IN_PRACTICE = (
    "Everything you write while practising lies in this folder, encrypted with a key that only the passphrase for practising "
    "opens. It is not part of your own copy, and is never sent to anybody."
)
PRACTISE = (
    "Five visits to a family that nobody has ever met, on these same screens, step by step. Daybook locks your own copy "
    "first: the two are never open together, and nothing of the one can get into the other."
)
OPEN_NAME = (
    "Initials, or a name you choose. It stands before the passphrase where several work on this laptop, and everybody can "
    "read it."
)
OURS = "The map and the three houses use Daybook’s own words."
THEIRS = "{authority} uses its own words in {count}. They stand on the map, the three houses and everywhere else."


class SettingsPage(Page):
    """`minutes_chosen` carries both, at a desk and with a family."""

    text_size_chosen = Signal(int)
    theme_chosen = Signal(str)
    minutes_chosen = Signal(int, int)
    pin_wanted = Signal()
    name_chosen = Signal(str)
    passphrase_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, *, is_practice: bool = False) -> None:
        super().__init__("Settings")
        self._is_practice = is_practice
        self.text_size = Choice("Text size", [(str(size), f"{size} %") for size in TEXT_SIZES])
        self.theme = Choice("Colours", list(THEMES.items()))
        self.at_a_desk = Dropdown("When you are at work", ())
        self.in_a_visit = Dropdown("During a visit, and while a child has the screen", ())
        self.pin_button = SecondaryButton("Choose a PIN", "key-round")
        self.passphrase_button = SecondaryButton("Change your passphrase", "lock")
        self.practice_button = (
            None if is_practice else SecondaryButton("Practise on a made-up family", "graduation-cap")
        )
        self.name = TextField("What this laptop calls you", hint=OPEN_NAME)
        self._words = Card("Words of the map and the houses")
        self._choices = Choices()
        self._facts = FactStrip()
        self._folder = FactRow("Folder", "")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        looks = Card("How Daybook looks")
        looks.add(self.text_size)
        looks.add(self.theme)
        locks = Card("When it hides the screen")
        minutes, pin = SplitColumns(self.at_a_desk, self.in_a_visit), FlowRow(self.pin_button)
        locking: tuple[QWidget, ...] = (Body(LOCKS), minutes, Small(PIN), pin)
        for part in locking:
            locks.add(part)
        passphrase = Card("Your passphrase")
        passphrase.add(Body(WHO_OPENS))
        passphrase.add(FlowRow(self.passphrase_button))
        lies = Card("Where your data lies")
        lies.add(Body(LIES_IN_PRACTICE if self._is_practice else LIES))
        lies.add(self._facts)
        lies.add(self._folder)
        if not self._is_practice:
            lies.add(self.name)
        for card in (looks, locks, passphrase, lies, self._words):
            self.add(card)
        if self.practice_button is not None:
            practice = Card("Practise")
            practice.add(Body(PRACTISE))
            practice.add(FlowRow(self.practice_button))
            self.add(practice)

    def _connect(self) -> None:
        self.text_size.changed.connect(lambda size: self.text_size_chosen.emit(int(size)))
        self.theme.changed.connect(self.theme_chosen)
        for field in (self.at_a_desk, self.in_a_visit):
            field.changed.connect(self._minutes_changed)
        self.pin_button.clicked.connect(self.pin_wanted)
        self.name.line.editingFinished.connect(lambda: self.name_chosen.emit(self.name.value()))
        self.passphrase_button.clicked.connect(self.passphrase_wanted)
        if self.practice_button is not None:
            self.practice_button.clicked.connect(self.practice_wanted)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_choices(self, choices: Choices, text_percent: int) -> None:
        """What the worker has chosen; text_percent: the size worn now."""
        self._choices = choices
        self.theme.set_value(choices.theme)
        self.show_text_size(text_percent)

    def show_pin(self, has_pin: bool) -> None:
        """Whether there is a PIN already."""
        self.pin_button.set_words("Choose a new PIN" if has_pin else "Choose a PIN")

    def show_text_size(self, percent: int) -> None:
        """Another text size is worn, chosen here or by its keys."""
        self.text_size.set_value(str(percent) if percent in TEXT_SIZES else None)

    def show_settings(self, settings: Settings) -> None:
        """The limits, the words, and where everything lies."""
        for field, minutes, held in zip(
            (self.at_a_desk, self.in_a_visit),
            settings.limits.may_choose(),
            settings.limits.minutes(self._choices),
            strict=True,
        ):
            longest = minutes[-1]
            field.set_answers([(str(one), _after(one, longest)) for one in minutes])
            field.set_value(str(held if held in minutes else longest))
        self._facts.show_facts(
            ("Authority", settings.authority),
            ("You", settings.worker),
            ("Central store", settings.store or "None. Nothing is sent."),
            ("This laptop", settings.device),
        )
        self._folder.set_value(settings.folder)
        self._show_words(settings)

    def _show_words(self, settings: Settings) -> None:
        self._words.clear()
        if not settings.own_words:
            self._words.add(Body(OURS))
            return
        count = plural(len(settings.own_words), "place", "places")
        self._words.add(Body(THEIRS.format(authority=settings.authority, count=count)))
        for words in settings.own_words:
            self._words.add(FactRow(words.before, words.here, across=True))

    def _minutes_changed(self, _value: str) -> None:
        chosen: Sequence[str | None] = (self.at_a_desk.value(), self.in_a_visit.value())
        if None not in chosen:
            at_a_desk, with_a_family = (int(one or 0) for one in chosen)
            self._choices = replace(self._choices, lock_minutes=at_a_desk, lock_minutes_with_a_family=with_a_family)
            self.minutes_chosen.emit(at_a_desk, with_a_family)


def _after(minutes: int, longest: int) -> str:
    words = f"After {plural(minutes, 'minute', 'minutes')}"
    return f"{words}, the longest allowed" if minutes == longest else words
