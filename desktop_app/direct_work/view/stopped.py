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
        self._first = ChildsText("You can stop whenever you like.", "childs question", bold=True)
        self._second = ChildsText("You do not have to say why. Everything you made is kept.")
        panel.add(self._first)
        panel.add(self._second)
        panel.add(ChildsText("Now give the laptop back to the grown-up who brought it."))
        self.go_on = ChildsButton("I want to go on", "undo-2")
        self.go_on.clicked.connect(self.went_on)
        self.worker = ChildsButton("For the grown-up who brought it", "key-round", "quiet")
        self.worker.clicked.connect(self.for_worker)
        self.body.addWidget(in_the_middle(panel, FlowRow(self.go_on, self.worker, gap=14)), 1)
        self.setFocusProxy(self.go_on)

    def begin(self) -> None:
        """Shown: the first thing Enter does is to go on, never to leave."""
        if not self.go_on.isHidden():
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_done(self) -> None:
        """There was one question, and it is answered: nothing to go on with."""
        self.title.set_words("Thank you")
        self._first.set_words("I have written down what you chose.")
        self._second.set_words("You can change it on another day.")
        self.go_on.hide()
        self.setFocusProxy(self.worker)
