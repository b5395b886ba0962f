"""Laptops of these schedules let through what is too long, as an earlier release did: it is how the store comes to refuse."""

import pytest

from desktop_app.record_store import records


@pytest.fixture(autouse=True)
def _an_earlier_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_check_length", lambda _changes: None)
