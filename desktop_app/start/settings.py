"""Settings: their page, and what follows from them in the running program: the look, when it locks, the words in use."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from casework.case_files import AUTHORITY_BOOK
from casework.labels import use_labels
from desktop_app.settings.choices import Choices
from desktop_app.shell import style, tokens
from desktop_app.shell.navigation import NavEntry
from desktop_app.start import child_mode
from desktop_app.start.choices import keep_choices, kept_choices
from desktop_app.start.desk import Desk
from desktop_app.start.passphrase import change_passphrase
from desktop_app.vault.workers import UNNAMED, keep_name, name_of

if TYPE_CHECKING:
    from desktop_app.settings.queries import InForce
    from desktop_app.settings.view.settings_page import SettingsPage

SetMinutes = Callable[[int, int], object]


class SettingsScreens:
    """`set_minutes` is told after how long the laptop locks: at a desk, and with a family. practise: leads to the made-up
    family, None where one is there."""

    def __init__(self, desk: Desk, set_minutes: SetMinutes, practise: Callable[[], object] | None = None) -> None:
        self._desk = desk
        self._practise = practise
        self._set_minutes = set_minutes
        self._in_force: InForce | None = None

    def entries(self) -> list[NavEntry]:
        """The way in, at the foot."""
        return [NavEntry("settings", "Settings", "settings", self._make_page, at_foot=True, names_families=False)]

    def keep_in_force(self) -> None:
        """Let the authority's limits and words hold, now and whenever its book changes."""
        from desktop_app.settings.queries import in_force

        def hold(found: "InForce") -> None:
            self._in_force = found
            use_labels(found.labels)
            self._set_lock()

        desk = self._desk
        desk.watch(desk.window, (AUTHORITY_BOOK,), lambda: desk.ask(in_force, then=hold, owner=desk.window))

    def _make_page(self) -> "SettingsPage":
        from desktop_app.settings.queries import settings
        from desktop_app.settings.view.settings_page import SettingsPage

        desk = self._desk
        profile = desk.vault.profile
        page = SettingsPage(is_practice=self._practise is None)

        def look_at_pin() -> None:
            child_mode.whether_there_is_a_pin(desk, page, page.show_pin)

        def pin_kept() -> None:
            look_at_pin()
            desk.say("The PIN is kept")

        if self._practise is not None:
            page.practice_wanted.connect(self._practise)
        page.text_size_chosen.connect(self._resize_text)
        page.theme_chosen.connect(self._wear)
        page.minutes_chosen.connect(self._choose_minutes)
        page.pin_wanted.connect(lambda: child_mode.choose_pin(desk, page, then=pin_kept))
        page.passphrase_wanted.connect(lambda: change_passphrase(desk, page))
        page.name_chosen.connect(lambda name: keep_name(profile, name))
        page.name.set_value("" if name_of(profile) == UNNAMED else name_of(profile))
        page.show_choices(kept_choices(profile), tokens.current().text_percent)
        desk.window.text_size_changed.connect(page.show_text_size)
        look_at_pin()
        look = lambda: desk.ask(settings, profile.folder, then=page.show_settings, owner=page)  # noqa: E731
        desk.watch(page, (AUTHORITY_BOOK,), look)
        return page

    def _resize_text(self, percent: int) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            style.dress(application, tokens.current().with_text(percent))
            self._desk.window.text_size_changed.emit(tokens.current().text_percent)

    def _wear(self, theme: str) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._keep(replace(self._choices(), theme=theme))
            style.choose_theme(application, theme)

    def _choose_minutes(self, at_a_desk: int, with_a_family: int) -> None:
        self._keep(replace(self._choices(), lock_minutes=at_a_desk, lock_minutes_with_a_family=with_a_family))
        self._set_lock()

    def _set_lock(self) -> None:
        if self._in_force is not None:
            self._set_minutes(*self._in_force.limits.minutes(self._choices()))

    def _choices(self) -> Choices:
        return kept_choices(self._desk.vault.profile)

    def _keep(self, choices: Choices) -> None:
        keep_choices(self._desk.vault.profile, choices)
