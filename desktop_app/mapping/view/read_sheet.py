"""One card read whole by whoever may read the map and not change it: all its words, whose view it is, what others say."""

import datetime

from PySide6.QtWidgets import QWidget

from desktop_app.mapping.faces import face_of
from desktop_app.mapping.queries import Board, Card
from desktop_app.shell.controls import Notice, PrimaryButton, Reading, Sheet, Small


class ReadSheet(Sheet):
    """Nothing on it can be changed; who_can: a sentence on who can."""

    def __init__(self, parent: QWidget, card: Card, board: Board, today: datetime.date, who_can: str) -> None:
        face = face_of(card, board, today)
        super().__init__(parent, face.kind, subtitle=face.aside, width=560)
        self.add(Reading(face.text))
        foot = " ".join(part for part in (face.foot, face.rest) if part)
        if foot:
            self.add(Small(foot))
        for note in face.notes:
            self.add(Small(note.words))
        self.add(Notice("info", "You read this map.", who_can))
        close = PrimaryButton("Close")
        close.clicked.connect(self.leave)
        self.add_button(close)
