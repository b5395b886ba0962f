"""Putting the keyboard where the worker is led to, and that place into sight."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import bring_into_sight

AROUND = 96  # so that a field's label and what stands beneath it are seen too


def stand_on(widget: QWidget) -> None:
    """Give a control the keyboard once everything that was just added has its place."""
    QTimer.singleShot(0, widget, lambda: _stand_now(widget))


def _stand_now(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    bring_into_sight(widget, AROUND)
