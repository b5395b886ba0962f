"""Tells the parts of a child's page what this worker may do there: a button somebody may not use is not there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.caseload.offers import Offers


def when_known(desk: Desk, file: str, page: QWidget, then: "Callable[[Offers], object]") -> None:
    """Say what may be done now, and again whenever the file or who holds it changes, while `page` lives.

    The parts of a child's page that want to know at the same time ask the record once."""
    from casework.case_files import AUTHORITY_BOOK
    from desktop_app.caseload.offers import offers

    def look() -> None:
        desk.ask_once(offers, file, then=then, owner=page)

    desk.watch(page, (file, AUTHORITY_BOOK), look)
