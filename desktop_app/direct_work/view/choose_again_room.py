"""Child mode for one question: the child chooses again who may see words or a drawing of another day."""

from PySide6.QtCore import Signal

from desktop_app.direct_work.queries import PersonToAsk, VoiceEntry
from desktop_app.direct_work.view.childs_room import ChildsRoom
from desktop_app.direct_work.view.who_may_see import Asked, Chosen, WhoMaySee

RECORDED = "My voice, as it was recorded"


class ChooseAgainRoom(ChildsRoom):
    """`chosen` carries a Chosen, once; after it the laptop is given back. The child may leave it as it was."""

    chosen = Signal(object)

    def __init__(self, entry: VoiceEntry, people: tuple[PersonToAsk, ...]) -> None:
        self.asking = WhoMaySee()
        super().__init__(self.asking)
        before = entry.records[0].value.may_see if entry.records else None
        words = entry.words or (RECORDED if entry.recording else "")
        strokes = entry.picture.strokes if entry.picture else ()
        self.asking.ask(Asked(words, strokes, before), people)
        self.asking.chosen.connect(self._choose)
        self.asking.later.connect(self.stop)

    def say_trouble(self, sentence: str) -> None:
        """It could not be kept."""
        self.asking.say_help(sentence)
        self.show_page(self.asking)

    def _choose(self, chosen: Chosen) -> None:
        self.stopped.say_done()
        self.stop()
        self.chosen.emit(chosen)
