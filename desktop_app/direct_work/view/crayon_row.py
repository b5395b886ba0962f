"""The crayons under the sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.direct_work.view.colour_well import ColourWell
from desktop_app.direct_work.view.nib import crayon_name
from desktop_app.shell.controls import CRAYONS, FlowRow


class CrayonRow(QWidget):
    """Every crayon; `taken` carries the name that a stroke keeps of it."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        wells = [ColourWell(name) for name in CRAYONS]
        wells[0].setChecked(True)
        row = FlowRow(*wells, gap=0)
        for well in wells:
            well.clicked.connect(lambda _on, well=well: self.taken.emit(crayon_name(well.crayon)))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(row)
