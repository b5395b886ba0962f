"""The two questions that a visit asks in a sheet: which child gets the screen, and whether it shall be thrown away."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import DangerButton, LargeButton, Sheet, confirm
from desktop_app.visits.draft import VisitChild


def ask_whom(parent: QWidget, children: tuple[VisitChild, ...], then: Callable[[str], object]) -> None:
    """One child has the screen to themselves: `then` is given the file; asked only where there are several."""
    if len(children) == 1:
        then(children[0].file)
        return
    sheet = Sheet(parent, "Hand the screen to", subtitle="Only this child’s own things are shown.", width=420)

    def chosen(file: str) -> None:
        sheet.finish()
        then(file)

    for child in children:
        button = LargeButton(child.name)
        button.clicked.connect(lambda _=False, file=child.file: chosen(file))
        sheet.add(button)
    sheet.show_over()


def ask_to_throw_away(parent: QWidget, then: Callable[[], object]) -> None:
    """Ask before everything written goes."""
    sheet = confirm(
        parent,
        "Throw this visit away?",
        "Everything you wrote on it goes, and cannot be brought back. Nothing of it is in the record.",
        DangerButton("Throw it away", "trash-2"),
        no="Keep it",
    )
    sheet.accepted.connect(then)
