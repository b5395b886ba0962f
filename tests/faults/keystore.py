"""The operating system's keystore for programs under test: a file outside the copy, as keyring's backends are outside it."""

import json
import os
from pathlib import Path

import keyring.backend

WHERE = "DAYBOOK_TEST_KEYSTORE"


class Keystore(keyring.backend.KeyringBackend):
    """Chosen by the environment alone (PYTHON_KEYRING_BACKEND); the file is named there too."""

    priority = -1  # type: ignore[assignment]  # never chosen by itself

    def get_password(self, service: str, username: str) -> str | None:
        return self._held().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._path().write_text(json.dumps(self._held() | {f"{service}/{username}": password}))

    def _held(self) -> dict[str, str]:
        return dict(json.loads(self._path().read_text())) if self._path().exists() else {}

    def _path(self) -> Path:
        return Path(os.environ[WHERE])
