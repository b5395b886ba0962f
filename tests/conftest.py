"""What every test has: no display unless asked for, seeded examples, and noise that fails."""

import gc
import logging
import os
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "Europe/London"  # times are said as the worker's own clock has them
if hasattr(time, "tzset"):
    time.tzset()
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

settings.register_profile(
    "daybook", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("daybook")


class _Loudness(logging.Handler):
    """Collects what was logged at WARNING or worse while a test ran."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _qt_is_freed_on_its_own_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """As the program does (desktop_app.start.tidying): parts of a screen are never freed on another thread."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    gc.disable()
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()  # what was there before the first window (modules, tests) is not looked through after each of them
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _what_an_earlier_test_wore_is_put_off(request: pytest.FixtureRequest) -> None:
    """A test that says nothing of it is shown on warm paper at 100 %, whichever ran before it in this process."""
    if {"qtbot", "qapp"} & set(request.fixturenames):
        from desktop_app.shell import tokens
        from tests.support.pictures import wear

        if tokens.current() != tokens.light():
            wear(tokens.light())


@pytest.fixture(scope="session")
def postgres() -> Iterator["PostgresServer"]:
    """A PostgreSQL server for the tests of this process, started where one asks for it."""
    from tests.support.postgres import PostgresServer

    with PostgresServer() as server:
        yield server


@pytest.fixture
def expected_noise() -> list[str]:
    """Fragments of log lines that this test provokes on purpose; append to it."""
    return []


@pytest.fixture(autouse=True)
def _noise_fails(expected_noise: list[str]) -> Iterator[None]:
    loudness = _Loudness()
    logging.getLogger().addHandler(loudness)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(loudness)
    unexpected = [line for line in loudness.heard if not any(known in line for known in expected_noise)]
    if unexpected:
        pytest.fail("logged without being expected:\n" + "\n".join(unexpected))
