"""The sheet on which a document or photograph is filed: the files, and what is said of them."""

import datetime
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.received.draft import ChosenFile, DocumentDraft, missing
from desktop_app.received.queries import DocumentForm
from desktop_app.received.view.chosen_files import ChosenFiles
from desktop_app.received.view.document_fields import DocumentFields
from desktop_app.shell.controls import KeptSheet, field_typed_in, files_dropped, give_focus, go_to_place

WIDTH = 860
STILL_BUSY = "A file is still being encrypted. Wait a moment."


class DocumentSheet(KeptSheet):
    """`files_chosen` carries the paths of files to take in; `taken_off` the draft without a file, and that file."""

    not_yet = "This is not in the record yet."
    files_chosen = Signal(object)
    taken_off = Signal(object, object)

    def __init__(self, window: QWidget, form: DocumentForm, today: datetime.date) -> None:
        super().__init__(window, "File a document or photograph", form.draft, begun=form.begun, width=WIDTH)
        self._today, self._opened_with = today, form.draft
        self._previews = dict(form.previews)
        self.files = ChosenFiles()
        self.fields = DocumentFields(form, today)
        self.add(self.files)
        self.add(self.fields)
        self.end_with_foot()
        self.setAcceptDrops(True)
        self.files.chosen.connect(self.files_chosen)
        self.files.taken_off.connect(self._take_off)
        self.fields.changed.connect(self._change)
        self.files.show_files(form.draft.chosen, self._previews)
        self.fields.show_draft(form.draft)

    def show_over(self) -> None:
        """Open; where the worker was typing before, the cursor is there again."""
        super().show_over()
        place = self._places().get(self._opened_with.field)
        if place is not None and place.isVisible():
            give_focus(place)
            go_to_place(place.focusProxy() or place, self._opened_with.at)
        else:
            give_focus(self.files)

    def take(self, chosen: ChosenFile, preview: bytes) -> None:
        """A file lies encrypted on this laptop: it is on the sheet from now on, over a lock too."""
        if self._draft is not None:
            self._previews[chosen.key] = preview
            self._draft = self._draft.with_values(chosen=(*self._draft.chosen, chosen))
            self.files.show_files(self._draft.chosen, self._previews)
            self.keep_now()

    # -- typing -----------------------------------------------------------------------------------------------------

    def written(self, draft: DocumentDraft) -> DocumentDraft:
        """What its fields say now, and where the cursor stands."""
        at = field_typed_in(self._places(), QApplication.focusWidget() or self.focusWidget())
        place = {"field": at[0], "at": at[1]} if at is not None else {}
        return self.fields.written_into(draft).with_values(**place)

    def says_missing(self, draft: DocumentDraft) -> bool:
        """Lead to the first thing that must be said or chosen."""
        if self.files.is_busy:
            self.files.set_error(STILL_BUSY)
            return True
        lacking = missing(draft, self._today)
        if lacking and lacking[0].field == "chosen":
            self.files.set_error(lacking[0].sentence)
            give_focus(self.files)
        elif lacking:
            self.fields.say_missing(lacking[0].field, lacking[0].sentence)
        return bool(lacking)

    def _change(self) -> None:
        self.something_typed()
        if self._draft is not None:
            self.fields.arrange(self._draft)

    def _take_off(self, key: str) -> None:
        if self._draft is None:
            return
        dropped = next((one for one in self._draft.chosen if one.key == key), None)
        if dropped is not None:
            self._draft = self._draft.with_values(chosen=tuple(one for one in self._draft.chosen if one.key != key))
            self.files.show_files(self._draft.chosen, self._previews)
            self.taken_off.emit(self._draft, dropped)

    def _places(self) -> Mapping[str, QWidget]:
        return {"chosen": self.files, **self.fields.places()}

    # -- dropping ---------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from the laptop may be dropped anywhere on the sheet."""
        if files_dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """As if they were chosen."""
        event.acceptProposedAction()
        self.files_chosen.emit(files_dropped(event.mimeData()))
