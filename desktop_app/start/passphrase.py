"""Changing the passphrase of the copy that is open. It takes a second or two, beside the record, and can be tried again."""

from PySide6.QtWidgets import QWidget

from desktop_app.opening import actions as opening
from desktop_app.start.desk import Desk

CHANGED = "The passphrase is changed. The new one opens Daybook from now on."
CHANGED_AND_RENEWED = "The passphrase is changed. A new key follows when you next unlock."


def change_passphrase(desk: Desk, page: QWidget) -> None:
    """Ask for it over this page. A lock takes the sheet away with its window, and what was typed in it."""
    from desktop_app.opening.view.passphrase_sheet import PassphraseSheet

    sheet = PassphraseSheet(page)

    def change(old: str, new: str, renew_key: bool) -> None:
        def changed(_: None) -> None:
            sheet.finish()
            desk.say(CHANGED_AND_RENEWED if renew_key else CHANGED)

        work = desk.work
        work.beside(
            opening.change_passphrase,
            desk.vault.profile,
            old,
            new,
            renew_key,
            then=changed,
            trouble=sheet.say,
            owner=sheet,
        )

    sheet.asked.connect(change)
    sheet.show_over()
