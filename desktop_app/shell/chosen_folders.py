"""Qt writes down from which folders files were chosen, where every program of the user can read it: their names may say whose they are.

It does so when its dialog goes, in settings of its own (a file; on Windows the registry), and offers no way to be told not to.
"""

import os
import sys

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

QTS_OWN = "QtProject"
WRITTEN_DOWN = ("FileDialog/history", "FileDialog/lastVisited")


def write_none_down(application: QApplication) -> None:
    """From now on nothing of it is kept longer than the program runs. On Windows, which has not been tried, it is taken out again
    at the end, and at the next start after a crash."""
    if sys.platform == "win32":
        _take_out()
        application.aboutToQuit.connect(_take_out)
    else:
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def _take_out() -> None:
    settings = QSettings(QSettings.Scope.UserScope, QTS_OWN)
    for key in WRITTEN_DOWN:
        settings.remove(key)
