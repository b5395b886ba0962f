"""What lay in front of the child or the family at a moment that was marked: the drawing as it stood, with the words."""

from PySide6.QtWidgets import QWidget

from desktop_app.direct_work.scenes import Scene
from desktop_app.direct_work.view.drawing_picture import DrawingPicture
from desktop_app.shell.controls import Body, ChildsWords, Stack

WIDE, HIGH = 320, 180


def show_scene(scene: Scene) -> QWidget:
    """The child's own lines, and the words of the child or of the card."""
    parts: list[QWidget] = []
    if scene.strokes:
        name = "The drawing as it stood at that moment"
        parts.append(DrawingPicture(name, scene.strokes, wide=WIDE, high=HIGH))
    if scene.words:
        parts.append(ChildsWords(f"“{scene.words}”") if scene.is_childs else Body(scene.words))
    return Stack(*parts, gap=8)
