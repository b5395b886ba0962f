"""What was dragged onto a part of the window: the files of this laptop in it."""

from PySide6.QtCore import QMimeData


def files_dropped(dragged: QMimeData) -> list[str]:
    """The paths of the files in it; nothing else that may be dragged is taken."""
    return [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]
