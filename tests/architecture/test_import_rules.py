"""The import rules of ARCHITECTURE.md: data flows one way, and each library has one room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("casework", "desktop_app", "central_store")
FORBIDDEN_NAMES = {"utils", "common", "helpers", "misc", "manager", "logic", "controller", "widgets"}
STANDARD_LIBRARY = __import__("sys").stdlib_module_names

# library -> the module prefixes that may import it
ROOMS = {
    "PySide6": ("desktop_app.shell", "desktop_app.background.qt_runner", "desktop_app.start"),
    "shiboken6": ("desktop_app.shell", "desktop_app.background.qt_runner", "desktop_app.start"),
    "sqlalchemy": ("desktop_app.record_store", "desktop_app.vault.encrypted_database", "central_store"),
    "sqlcipher3": ("desktop_app.vault.encrypted_database",),
    "alembic": ("central_store",),
    "psycopg": ("central_store",),
    "reportlab": ("desktop_app.documents",),
    "pikepdf": ("desktop_app.documents",),
    "uharfbuzz": ("desktop_app.documents",),
    "httpx2": ("desktop_app.sync.transport",),
    "httpx": (),
    "cryptography": ("casework.seals", "casework.recovery", "desktop_app.vault", "central_store.devices"),
    "holidays": ("casework.working_days",),
    "msgspec": ("",),
}


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


ALL = dict(modules())
IMPORTS = {name: imports_of(path) for name, path in ALL.items()}


def top(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def within(module: str, prefix: str) -> bool:
    return prefix in ("", module) or module.startswith(prefix + ".")


def test_the_record_imports_only_what_it_may() -> None:
    allowed = {"casework", "msgspec", "cryptography", "holidays"}
    for module, imported in IMPORTS.items():
        if top(module) == "casework":
            strangers = {name for name in imported if top(name) not in STANDARD_LIBRARY and top(name) not in allowed}
            assert not strangers, f"{module} imports {strangers}"


def test_the_two_machines_never_import_each_other() -> None:
    for module, imported in IMPORTS.items():
        other = {"desktop_app": "central_store", "central_store": "desktop_app"}.get(top(module))
        assert other is None or not any(top(name) == other for name in imported), module


@pytest.mark.parametrize("library", ROOMS)
def test_each_library_is_imported_only_in_its_room(library: str) -> None:
    for module, imported in IMPORTS.items():
        if any(top(name) == library for name in imported):
            is_view = library in ("PySide6", "shiboken6") and ".view" in module
            assert is_view or any(within(module, room) for room in ROOMS[library]), f"{module} imports {library}"


def test_what_knows_of_sound_is_read_only_when_something_is_recorded_or_heard() -> None:
    for module, path in ALL.items():
        tree = ast.parse(path.read_text("utf-8"))
        inside = [node for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) for node in ast.walk(one)]
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.QtMultimedia"):
                assert module in ("desktop_app.shell.microphone", "desktop_app.shell.loudspeaker"), module
                assert node in inside, f"{module} reads it as it is imported"


def test_a_view_uses_only_what_it_may() -> None:
    open_to_views = ("casework", "desktop_app.shell", "desktop_app.background")
    for module, imported in IMPORTS.items():
        if ".view" not in module:
            continue
        feature = module.split(".view")[0]
        for name in imported:
            if top(name) in ("desktop_app", "central_store"):
                allowed = any(within(name, room) for room in (*open_to_views, feature))
                assert allowed, f"{module} imports {name}"


def test_actions_and_queries_know_no_screen() -> None:
    for module, imported in IMPORTS.items():
        if module.endswith((".actions", ".queries")):
            assert not any(top(name) == "PySide6" or ".view" in name for name in imported), module


def test_nothing_imports_start() -> None:
    for module, imported in IMPORTS.items():
        if not within(module, "desktop_app.start"):
            assert not any(within(name, "desktop_app.start") for name in imported), module


def test_no_room_is_called_a_bin() -> None:
    for module in ALL:
        assert not FORBIDDEN_NAMES & set(module.split(".")), module


def test_nothing_of_the_product_imports_the_made_up_authority() -> None:
    for module, imported in IMPORTS.items():
        assert not any(top(name) in ("demo", "tests", "benchmarks") for name in imported), module


def test_there_are_no_cycles_lazy_ones_included() -> None:
    known = set(ALL)
    graph = {
        module: {name for name in imported if name in known and name != module} for module, imported in IMPORTS.items()
    }
    # a package that only re-exports its own modules is one room with them: leave out edges child -> own package
    graph = {m: {n for n in names if not m.startswith(n + ".")} for m, names in graph.items()}
    done: set[str] = set()
    path: list[str] = []

    def visit(module: str) -> None:
        assert module not in path, " -> ".join([*path[path.index(module) :], module])
        if module in done:
            return
        path.append(module)
        for name in sorted(graph[module]):
            visit(name)
        path.pop()
        done.add(module)

    for module in graph:
        visit(module)


def test_every_module_says_what_it_is_for() -> None:
    for module, path in ALL.items():
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), module


def test_what_a_signal_calls_lives_as_long_as_its_page() -> None:
    """A signal holds no plain object whose method it calls: one that nobody else holds is gone, and nobody hears."""
    held_elsewhere = ("Screens", "Daybook")  # held by the routes of the window, and by `main`
    for module, path in ALL.items():
        if not within(module, "desktop_app.start"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and ".connect(self." in ast.unparse(node):
                bases = {ast.unparse(base) for base in node.bases}
                assert "QObject" in bases or node.name.endswith(held_elsewhere), f"{module}.{node.name}"
