"""The child pressed Stop: we stop. It says nothing of what was done before, so that it can be seen by whoever comes in."""

from PySide6.QtCore import Qt, Signal

from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.childs_frame import ChildsFrame, in_the_middle
from desktop_app.direct_work.view.childs_text import ChildsText
from desktop_app.direct_work.view.soft_panel import SoftPanel
from desktop_app.shell.controls import FlowRow


class Stopped(ChildsFrame):
    """`went_on`: the child wants to go on; `for_worker`: the worker wants back to their own screens."""

    went_on = Signal()
    for_worker = Signal()

    def __init__(self) -> None:
        super().__init__("We have stopped", plain=True)
        self.stop.hide()
        panel = SoftPanel("surface", "outline")
        panel.add(ChildsText("You can stop whenever you like.", "childs question", bold=True))
        panel.add(ChildsText("You do not have to say why. Everything you made is kept."))
        panel.add(ChildsText("Now give the laptop back to the grown-up who brought it."))
        self.go_on = ChildsButton("I want to go on", "undo-2")
        self.go_on.clicked.connect(self.went_on)
        self.worker = ChildsButton("For the grown-up who brought it", "key-round", "quiet")
        self.worker.clicked.connect(self.for_worker)
        self.body.addWidget(in_the_middle(panel, FlowRow(self.go_on, self.worker, gap=14)), 1)
        self.setFocusProxy(self.go_on)

    def begin(self) -> None:
        """Shown: the first thing Enter does is to go on, never to leave."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
