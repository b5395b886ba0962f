"""One run of the real program in a process of its own, timed: `python -m benchmarks.at_the_window WHAT PROFILE [NAME]`.

WHAT is bare (a window of Qt alone, the floor), unlock (until the unlock window is painted), today (the passphrase typed,
the day painted), open (the passphrase typed, Children pressed at once and the children painted, and the child called NAME
opened), memory (ten children opened, the plan NAME previewed), scroll (the list of children, and the entries of the child
called NAME) or walk (through many pages; each turn of the screen's thread). Prints milliseconds, one figure a line; memory prints bytes. The moment at which the
process was started is in BENCHMARK_BEGAN (seconds since the epoch).
"""

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.painting import Painting
    from desktop_app.vault.key_file import KeyFile, Slot

BEGAN = float(os.environ.get("BENCHMARK_BEGAN", "0")) or time.time()
PASSPHRASE = "seven quiet herons waiting by the weir"
SECONDS_TO_TYPE = 2.0  # nobody types four words sooner


def main(what: str, profile: str, name: str = "") -> None:
    """Do it and print. The program itself is run; only the loop it ends in is ours."""
    if what == "bare":
        _bare()
        return
    from desktop_app import start  # as main.py does, before anything else

    from PySide6.QtWidgets import QApplication  # isort: skip

    QApplication.exec = staticmethod(lambda: _at_the_window(what, name))  # type: ignore[method-assign]
    start.main(["--profile", profile])


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    from benchmarks.painting import Painting

    application = QApplication([])
    painting = Painting()
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    _say(painting.when(lambda: True) - BEGAN)
    del application


def _at_the_window(what: str, name: str) -> int:
    from PySide6.QtWidgets import QApplication

    from benchmarks.painting import Painting

    painting = Painting()
    _say(painting.when(lambda: True) - BEGAN)
    if what == "today":
        _today(painting)
    if what == "open":
        _open(painting, name)
    if what == "memory":
        from benchmarks.memory_held import open_many

        open_many(painting, _unlock, name)
    if what == "scroll":
        from benchmarks.scrolling import scroll_both

        scroll_both(painting, _unlock, name)
    if what == "walk":
        from benchmarks.walking import walk

        walk(painting, _unlock)
    for window in QApplication.topLevelWidgets():
        window.close()
    return 0


def _today(painting: "Painting") -> None:
    from PySide6.QtWidgets import QApplication

    from desktop_app.today.view.today_page import TodayPage

    opened_at = _unlock()

    def day() -> TodayPage | None:
        pages = (one.findChild(TodayPage) for one in QApplication.topLevelWidgets())
        return next((page for page in pages if page is not None), None)

    painted = painting.when(lambda: bool((page := day()) and page.cards))
    _say(painted - opened_at())


def _open(painting: "Painting", name: str) -> None:
    from PySide6.QtWidgets import QApplication

    from desktop_app.caseload.view.child_page import ChildPage
    from desktop_app.caseload.view.children import ChildrenPage
    from desktop_app.shell.controls import RowList
    from desktop_app.shell.window import MainWindow

    opened_at = _unlock()

    def shown() -> MainWindow | None:
        return next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None)

    def children() -> RowList | None:
        window = shown()
        if window is None:
            return None
        window.router.go("children")
        page = window.view()
        return page.findChild(RowList) if isinstance(page, ChildrenPage) else None

    painted = painting.when(lambda: bool((rows := children()) and rows.rows()))
    _say(painted - opened_at())
    rows, window = children(), shown()
    assert rows is not None
    assert window is not None
    key = next(row.key for row in rows.rows() if row.title == name)
    began = time.time()
    rows.opened.emit(key)
    painted = painting.when(lambda: isinstance(page := window.view(), ChildPage) and page.header.title.words() == name)
    _say(painted - began)


def _unlock() -> Callable[[], float]:
    """Type the passphrase, once what is imported meanwhile is there; when Argon2id was done is the answer's answer."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    import desktop_app.vault.vault as vault  # noqa: PLR0402

    done: list[float] = []
    derive = vault.slot_of  # type: ignore[attr-defined]

    def timed(key_file: "KeyFile", passphrase: str, device_secret: bytes | None = None) -> "Slot":
        slot = derive(key_file, passphrase, device_secret)
        done.append(time.time())
        return slot

    vault.slot_of = timed  # type: ignore[attr-defined]
    typed = QEventLoop()
    QTimer.singleShot(round(SECONDS_TO_TYPE * 1000), typed.quit)
    typed.exec()
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, PASSPHRASE)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return lambda: done[0]


def _say(seconds: float) -> None:
    sys.stdout.write(f"{seconds * 1000:.1f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
