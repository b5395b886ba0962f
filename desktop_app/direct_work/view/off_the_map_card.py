"""A child's words on cards that the map does not show: read here, and the way to the card that is to be changed."""

from PySide6.QtCore import Signal

from desktop_app.direct_work.on_map import OffTheMap
from desktop_app.shell.controls import Card, ChildsWords, FlowRow, Small, Stack, Text, TextLink


class OffTheMapCard(Card):
    """`opened` carries the record of the card."""

    opened = Signal(object)

    def __init__(self, child: str, cards: tuple[OffTheMap, ...], *, may_change: bool) -> None:
        super().__init__(padding=16, gap=12)
        why = (
            f"These stand on the map once {child} has said who may see them. The map and the plan do not mention them."
        )
        self.add(Stack(Text("Not on the map", "row title", "child"), Small(why), gap=2))
        for one in cards:
            part = Stack(ChildsWords(f"“{one.words}”"), gap=4)
            if one.about:
                part.add(Small(f"About the card: {one.about}"))
            if may_change:
                way = TextLink("Open the card", "pen-line", says=f"Open the card of “{one.words}”")
                way.clicked.connect(lambda _on=False, record=one.record: self.opened.emit(record))
                part.add(FlowRow(way))
            self.add(part)
