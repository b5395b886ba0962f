"""A disk that takes nothing: full, not to be written to, not ours."""

import os

import pytest


def refuse_to_write(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """As a disk does: every flush to it fails. number: of errno."""

    def fsync(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
