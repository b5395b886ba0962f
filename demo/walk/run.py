"""Walks the journey off screen and leaves a picture and the words of every screen, and the plan as it was saved."""

import faulthandler
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demo.ground import Ground
from demo.terminal import Terminal
from demo.trying import today

LONGEST_SECONDS = 900  # a walk that stands still says where, and ends
NOT_OFF_SCREEN = "This plugin does not support"  # off screen there is no window manager to ask


def walk(out: Path, terminal: Terminal, children: int | None = None) -> int:
    """Walk in a hub of its own, made for this walk and gone after it; `out` is emptied of an earlier walk's pages.

    Raises NotThere, with the step and what stood on the screen, where a screen is not what the walk expects.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from demo.walk.album import Album
    from demo.walk.giving import PLAN
    from demo.walk.hands import NotThere
    from demo.walk.journey import STEPS
    from demo.walk.people import Company

    complaints: list[str] = []
    with tempfile.TemporaryDirectory(prefix="daybook-walk-") as name, _ended_in_time(), _application(complaints):
        ground = Ground(Path(name) / "hub")
        company = Company(ground, ground.make(today(), terminal.going_on, children), out)
        try:
            company.connect()
            album = Album(out)
            for step in STEPS:
                terminal.going_on(f"Walking the journey: {album.take(step, company)}")
        finally:
            company.close()
    if complaints:
        raise NotThere("Qt was not content:\n" + "\n".join(complaints))
    terminal.say(f"The pictures are in {out}.")
    sys.stdout.write(f"{PLAN} opens with the passphrase {company.passphrase}\n")
    return 0


@contextmanager
def _ended_in_time() -> Iterator[None]:
    faulthandler.dump_traceback_later(LONGEST_SECONDS, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@contextmanager
def _application(complaints: list[str]) -> Iterator[None]:
    """Qt as Daybook has it, with a caret that stands still. complaints: what Qt warned of is added."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QApplication

    from desktop_app.shell import style, tokens
    from desktop_app.start.running import SWITCH_SECONDS
    from desktop_app.start.tidying import Tidying

    def listen(kind: QtMsgType, _where: QMessageLogContext, said: str) -> None:
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg) and NOT_OFF_SCREEN not in said:
            complaints.append(said)

    qInstallMessageHandler(listen)
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication(["daybook"])
    application.setCursorFlashTime(0)
    QAccessible.setActive(True)
    style.dress(application, tokens.light())
    tidying = Tidying()
    try:
        yield
    finally:
        tidying.stop()
        application.processEvents()
