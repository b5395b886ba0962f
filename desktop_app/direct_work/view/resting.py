"""What a child sees when the laptop was left alone for long: it rests, kindly, and asks nothing of a child."""

from PySide6.QtCore import Signal

from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.childs_frame import ChildsFrame, in_the_middle
from desktop_app.direct_work.view.childs_text import ChildsText
from desktop_app.direct_work.view.fox import Fox
from desktop_app.direct_work.view.soft_panel import SoftPanel
from desktop_app.shell.controls import FlowRow


class Resting(ChildsFrame):
    """`for_worker`: the worker wants to wake it."""

    for_worker = Signal()

    def __init__(self) -> None:
        super().__init__("Having a rest", plain=True)
        self.stop.hide()
        panel = SoftPanel("surface", "outline")
        panel.add(Fox())
        panel.add(ChildsText("The laptop is having a rest.", "childs question", bold=True))
        panel.add(ChildsText("Everything you made is kept. The grown-up who brought it can wake it up."))
        self.worker = ChildsButton("For the grown-up who brought it", "key-round", "quiet")
        self.worker.clicked.connect(self.for_worker)
        self.body.addWidget(in_the_middle(panel, FlowRow(self.worker, gap=14)), 1)
        self.setFocusProxy(self.worker)
