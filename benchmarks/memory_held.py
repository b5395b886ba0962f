"""Inside the program: ten children opened one after the other, a plan previewed, and what the process holds then."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.children_page import children_shown, unlocked_window
from benchmarks.painting import Painting

if TYPE_CHECKING:
    from desktop_app.shell.window import MainWindow

CHILDREN = 10


def open_many(painting: Painting, unlock: Callable[[], object], plan: str) -> None:
    """plan: the file and record id of a plan. Print what this process holds alone, plus its part of what it shares (PSS), in bytes."""
    from desktop_app.plans.view.preview_page import PreviewPage
    from desktop_app.shell.controls.paper_pages import PaperPage

    window = unlocked_window(painting, unlock)
    for number in range(CHILDREN):
        found = children_shown(painting, window)
        row = found.rows()[number]
        found.opened.emit(row.key)
        painting.when(partial(_is_open, window, row.title))
    file, record = plan.split()
    window.router.go("plan_preview", file=file, plan=record)
    painting.when(lambda: isinstance(page := window.view(), PreviewPage) and bool(page.findChildren(PaperPage)))
    sys.stdout.write(f"{_held()}\n")
    sys.stdout.flush()


def _is_open(window: "MainWindow", child: str) -> bool:
    from desktop_app.caseload.view.child_page import ChildPage

    page = window.view()
    return isinstance(page, ChildPage) and page.header.title.words() == child


def _held() -> int:
    with open("/proc/self/smaps_rollup", encoding="ascii") as file:  # noqa: PTH123
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
