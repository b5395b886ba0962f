"""Pictures of windows as a person would see them: any look, any text size, any density of screen."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from desktop_app.shell import style, tokens

WINDOW = QSize(1366, 768)
LOOKS: Mapping[str, tokens.Look] = {
    "light": tokens.light(),
    "dark": tokens.dark(),
    "light-200": tokens.light(200),
    "dark-200": tokens.dark(200),
    "high-contrast": tokens.contrasting(tokens.high_contrast("#000000", "#FFFFFF", "#FFFF00", "#000000")),
}


def application() -> QApplication:
    """The application of this process, made if there is none; its caret stands still."""
    known = QApplication.instance()
    made = known if isinstance(known, QApplication) else QApplication([])
    made.setCursorFlashTime(0)
    return made


def wear(look: tokens.Look) -> None:
    """Dress everything in `look`."""
    style.dress(application(), look)
    settle()


def settle() -> None:
    """Let layouts, style changes and queued answers come to rest, and what was ended go."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


class Ground(QWidget):
    """A window for a page that is shown without the shell around it."""

    def __init__(self, page: QWidget, size: QSize = WINDOW) -> None:
        super().__init__()
        self.setWindowTitle("Daybook")
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        lay.addWidget(page)
        self.page = page
        self.resize(size)
        self.show()
        settle()


def picture(window: QWidget, ratio: float = 1.0) -> QImage:
    """What `window` shows, at `ratio` device pixels for one of ours (2.0 is a screen of double density)."""
    settle()
    image = QImage(window.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(tokens.current().colours.canvas)
    window.render(image, QPoint(0, 0))
    return image


def save(window: QWidget, path: Path, ratio: float = 1.0) -> Path:
    """Write what `window` shows to a PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    assert picture(window, ratio).save(str(path)), path
    return path


def save_looks(
    make: Callable[[], QWidget], folder: Path, name: str, looks: Mapping[str, tokens.Look] = LOOKS, size: QSize = WINDOW
) -> list[Path]:
    """Make a window or page once for each look and write `folder/name-look.png`."""
    written = []
    for title, look in looks.items():
        wear(look)
        made = make()
        window = made if made.isWindow() and made.isVisible() else Ground(made, size)
        window.resize(size)
        written.append(save(window, folder / f"{name}-{title}.png"))
        window.close()
        window.deleteLater()
        settle()
    wear(tokens.light())
    return written
