"""A menu: words one beneath the other, each as high as a finger."""

from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.shell import fonts, style, tokens


class Menu(QMenu):
    """Made anew each time it is opened, in the look worn then."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(fonts.font("body"))
        self.setStyleSheet(style.menus(tokens.current()))
