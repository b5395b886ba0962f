"""What is asked of an entry by what stands on its card: heard in one place, however deep in the page the card lies."""

from PySide6.QtCore import QObject, Signal


class EntryAsks(QObject):
    """One for a page of entries; its cards are given it. `sheet_opened` carries the name of the sheet of a safety concern,
    `preview` the entry of a document and the part that shows its small picture, when that is about to be seen and answered with
    `show_preview`; the others carry the entry."""

    sheet_opened = Signal(str)
    paper_opened = Signal(object)
    preview = Signal(object, object)
    correct = Signal(object)
    add = Signal(object)
    withdraw = Signal(object)
    bring_back = Signal(object)
    take_apart = Signal(object)
    join = Signal(object)
