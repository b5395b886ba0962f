"""What fits in the eye: files, functions and classes that have grown too large are to be split where it makes sense."""

import ast

from tests.architecture.test_import_rules import ALL, ROOT

MOST_LINES, MOST_LINES_OF_A_FUNCTION, MOST_METHODS = 400, 60, 25
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_no_file_is_too_long() -> None:
    files = [*ALL.values(), *sorted((ROOT / "tests").rglob("*.py"))]
    assert [str(path) for path in files if len(path.read_text("utf-8").splitlines()) > MOST_LINES] == []


def test_no_function_is_too_long_and_no_class_has_too_many_methods() -> None:
    found = []
    for module, path in ALL.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, FUNCTIONS) and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION:
                found.append(f"{module}.{node.name}")
            if isinstance(node, ast.ClassDef) and sum(isinstance(one, FUNCTIONS) for one in node.body) > MOST_METHODS:
                found.append(f"{module}.{node.name}")
    assert found == []
