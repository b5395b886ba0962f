"""Dresses the application: Fusion and a palette, made from tokens; and what Qt itself paints, by small style sheets.

Controls paint themselves. Scroll bars, menus, the calendar and the insides of fields are painted by Qt: each of them wears
a sheet of its own (`bars`, `menus`, `calendar`, `inside`). One sheet for the application would be matched against every
part of every page, each time one is made and at every change of the look.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app.shell import fonts, tokens
from desktop_app.shell.chosen_folders import write_none_down
from desktop_app.shell.controls.dressing import keep_up_everywhere


def palette(look: tokens.Look) -> QPalette:
    """Qt's palette in the colours of `look`."""
    worn = look.colours
    made = QPalette()
    role = QPalette.ColorRole
    for part, colour in {
        role.Window: worn.canvas,
        role.WindowText: worn.ink,
        role.Base: worn.surface,
        role.AlternateBase: worn.canvas,
        role.Text: worn.ink,
        role.PlaceholderText: worn.muted,
        role.Button: worn.surface,
        role.ButtonText: worn.ink,
        role.BrightText: worn.danger,
        role.Highlight: worn.primary,
        role.HighlightedText: worn.on_primary,
        role.Link: worn.primary,
        role.LinkVisited: worn.primary,
        role.ToolTipBase: worn.ink,
        role.ToolTipText: worn.surface,
        role.Mid: worn.line,
        role.Dark: worn.outline,
        role.Light: worn.surface,
    }.items():
        made.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(worn.muted))
    return made


def bars(look: tokens.Look) -> str:
    """Of a scroll bar."""
    worn, track = look.colours, bar_width(look)
    return f"""
    QScrollBar:vertical {{ background: transparent; width: {track}px; margin: 0 }}
    QScrollBar:horizontal {{ background: transparent; height: {track}px; margin: 0 }}
    QScrollBar::handle {{ background: {worn.outline}; border-radius: {(track - 8) // 2}px }}
    QScrollBar::handle:vertical {{ min-height: 48px; margin: 4px }}
    QScrollBar::handle:horizontal {{ min-width: 48px; margin: 4px }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: none }}
    """


def bar_width(look: tokens.Look) -> int:
    """How wide a scroll bar is."""
    return 20 if look.text_percent >= 200 else 16


def menus(look: tokens.Look) -> str:
    """Of a menu."""
    worn = look.colours
    return f"""
    QMenu {{ background: {worn.surface}; color: {worn.ink}; border: {look.border}px solid {worn.outline}; padding: 4px }}
    QMenu::item {{ min-height: {look.height(44) - 16}px; padding: 8px 24px 8px 12px; border-radius: 6px;
                   font-size: {look.px(16)}px }}
    QMenu::item:selected {{ background: {worn.primary_soft}; color: {worn.primary} }}
    QMenu::separator {{ background: {worn.line}; height: {look.border}px; margin: 4px 8px }}
    """


def inside(look: tokens.Look) -> str:
    """Of the inside of a field, and of the menu that a right press opens over it."""
    worn = look.colours
    return f"""
    #inside {{ background: transparent; border: none; padding: 0; color: {worn.ink};
                   placeholder-text-color: {worn.muted}; lineedit-password-character: 8226;
                   selection-background-color: {worn.primary}; selection-color: {worn.on_primary} }}
    {menus(look)}
    """


def calendar(look: tokens.Look) -> str:
    """Of a calendar."""
    worn, text = look.colours, look.px(16)
    return f"""
    QWidget#qt_calendar_navigationbar {{ background: {worn.sunken} }}
    QToolButton {{ color: {worn.ink}; background: transparent; border: none; border-radius: 6px;
                   min-height: {look.height(44) - 4}px; min-width: {look.height(44) - 4}px; font-size: {text}px; font-weight: 600 }}
    QToolButton:hover, QToolButton:focus {{ background: {worn.primary_soft} }}
    QAbstractItemView {{ background: {worn.surface}; color: {worn.ink}; font-size: {text}px;
                   selection-background-color: {worn.primary}; selection-color: {worn.on_primary} }}
    QSpinBox {{ font-size: {text}px; min-height: {look.height(44) - 8}px }}
    {menus(look)}
    """


STYLED = "daybook_styled"
LIKE_THE_SYSTEM = "laptop"


def make_application(program: str) -> QApplication:
    """The application, made with Fusion: asked for afterwards, another style is made first and thrown away."""
    application = QApplication([program, "-style", "Fusion"])
    application.setProperty(STYLED, True)
    write_none_down(application)
    return application


def dress(application: QApplication, look: tokens.Look) -> None:
    """Wear `look` from now on: what is in sight is told, and the rest finds it when it comes into sight."""
    fonts.load()
    tokens.wear(look)
    look = tokens.current()
    if application.property(STYLED) is None:  # once: setting it anew frees a style that widgets may still hold
        application.setStyle("Fusion")
        application.setProperty(STYLED, True)
    application.setPalette(palette(look))
    application.setFont(fonts.font("body", look))
    QToolTip.setPalette(application.palette())
    QToolTip.setFont(fonts.font("second", look))
    application.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, False)
    application.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
    keep_up_everywhere(application)


def dress_for_practice(application: QApplication, *, practice: bool) -> None:
    """Wear the colours of the made-up family from now on, whatever else is chosen; or wear them no longer."""
    tokens.begin_practice(practice=practice)
    if tokens.current().practice != practice:
        dress(application, tokens.current())


def look_of_the_system(application: QApplication, text_percent: int = 100) -> tokens.Look:
    """What the operating system asks for: its high contrast colours unchanged, or dark, or light."""
    hints = application.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        application.setPalette(QPalette())  # ours off, so that the system's is what is read
        system = application.palette()
        parts = (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText)
        chosen = (QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText)
        colours = tokens.high_contrast(*(system.color(part).name() for part in (*parts, *chosen)))
        return tokens.contrasting(colours, text_percent)
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    return tokens.dark(text_percent) if dark else tokens.light(text_percent)


class Wardrobe(QObject):
    """Dresses the application as was chosen: as the system asks, now and whenever the person changes it there, or in one
    mode always. The text size stays as it is then."""

    def __init__(self, application: QApplication, theme: str = LIKE_THE_SYSTEM, text_percent: int = 100) -> None:
        super().__init__(application)
        self._application = application
        self._theme = theme
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._dress_again)
        hints.accessibility().contrastPreferenceChanged.connect(self._dress_again)
        self.choose(theme, text_percent)

    def choose(self, theme: str, text_percent: int | None = None) -> None:
        """Wear another mode, or another text size."""
        self._theme = theme
        percent = tokens.current().text_percent if text_percent is None else text_percent
        dress(self._application, self._look(percent))

    def _dress_again(self) -> None:
        self.choose(self._theme)

    def _look(self, text_percent: int) -> tokens.Look:
        modes = {"light": tokens.light, "dark": tokens.dark, "contrast": tokens.high_contrast_of_our_own}
        chosen = modes.get(self._theme)
        return chosen(text_percent) if chosen else look_of_the_system(self._application, text_percent)


def choose_theme(application: QApplication, theme: str) -> None:
    """Wear another mode from now on: one of "laptop" (as the system asks), "light", "dark" and "contrast"."""
    wardrobe = application.findChild(Wardrobe)
    if wardrobe is None:
        Wardrobe(application, theme, tokens.current().text_percent)
    else:
        wardrobe.choose(theme)
