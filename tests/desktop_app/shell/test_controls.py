"""The controls a screen is built from are imported when they are asked for."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.shell import controls

SOURCE = Path(controls.__file__)


def _for_type_checkers() -> dict[str, str]:
    """{name: module} as the imports for type checkers say it."""
    found = {}
    for node in ast.walk(ast.parse(SOURCE.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desktop_app.shell."):
            found |= {alias.asname: str(node.module) for alias in node.names if alias.asname}
    return found


def test_what_type_checkers_are_told_is_what_a_screen_gets() -> None:
    told = _for_type_checkers()
    assert set(controls._WHERE) - {"draw_icon", "look"} == set(told)
    for name, module in told.items():
        assert getattr(controls, name) is getattr(sys.modules[module], name), name


def test_a_name_that_no_control_has_is_an_error() -> None:
    with pytest.raises(AttributeError, match="Spaceship"):
        _ = controls.Spaceship  # type: ignore[attr-defined]


def test_before_the_first_window_nothing_is_imported_that_only_later_screens_need() -> None:
    """What makes the start slow: SQL, documents, the network, the record, lists and calendars."""
    asked = (
        "import sys, desktop_app.start.program, desktop_app.opening.view.unlock\n"
        "later = ('sqlalchemy', 'reportlab', 'pikepdf', 'httpx2', 'cryptography', 'msgspec', 'holidays',"
        " 'desktop_app.record_store', 'desktop_app.sync', 'desktop_app.documents', 'desktop_app.shell.window',"
        " 'desktop_app.shell.controls.row_list', 'desktop_app.shell.controls.date_field', 'casework.kinds')\n"
        "print([name for name in later if name in sys.modules])\n"
        "import builtins; print(type(builtins.__import__).__name__, builtins.__import__.__name__)\n"
    )
    root = SOURCE.parents[3]
    said = subprocess.run([sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == ["[]", "builtin_function_or_method __import__"]
