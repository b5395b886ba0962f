"""Running the store: uvicorn over TLS 1.3, one ready line, an end without loss."""

import asyncio
import logging
import socket
import ssl
import sys
from contextlib import ExitStack
from types import FrameType

import uvicorn

from casework.errors import KnownError
from central_store.erasing import finish
from central_store.serving.app import make_app
from central_store.serving.logs import LOGGER, written_as_lines
from central_store.serving.meters import Meters
from central_store.serving.office import Office
from central_store.serving.waiting import Wakeups
from central_store.store import Store

KEEP_ALIVE_SECONDS = 75
SWITCH_SECONDS = 0.0005  # the writer waits for the database some ten times a commit, and each time for its turn
GRACE_SECONDS = 10  # for what was asked and is not answered yet
GOODBYE_SECONDS = 0.2  # then the connections are cut: laptops that are asleep never say goodbye

logger = logging.getLogger(LOGGER)


class CannotListen(KnownError):
    """The port is taken, or may not be had."""


def serve(store: Store, host: str, port: int, figures_at: tuple[str, int] | None = None) -> None:
    """Serve until SIGTERM or SIGINT. Port 0 takes a free one; the ready line names it. figures_at: where the figures can be
    asked for over plain HTTP, nowhere where it is None. Raises CannotListen or CannotBeAsked."""
    finish(store)  # an erasure that was cut short
    sys.setswitchinterval(SWITCH_SECONDS)
    meters = Meters()
    with ExitStack() as until_the_end:
        until_the_end.enter_context(written_as_lines())
        at = until_the_end.enter_context(meters.asked_at(*figures_at)) if figures_at is not None else None
        logger.info("starting")
        _serve(
            store, host, port, meters, "" if at is None else f"figures on http://{_in_brackets(at[0])}:{at[1]}/metrics"
        )
        logger.info("ended")


def _serve(store: Store, host: str, port: int, meters: Meters, figures: str) -> None:
    wakeups = Wakeups()
    office = Office(store, wakeups.others_wrote, meters.commit)
    try:
        config = uvicorn.Config(
            make_app(office, wakeups, meters),
            host=host,
            port=port,
            ssl_certfile=str(store.folder.certificate),
            ssl_keyfile=str(store.folder.certificate_key),
            access_log=False,
            log_config=None,
            log_level="warning",
            lifespan="on",
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
            server_header=False,
            date_header=False,
        )
        config.load()
        if config.ssl is None:
            raise RuntimeError("the store never speaks without TLS")
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_3
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(_run(_Server(config, wakeups), host, figures))
    finally:
        office.close()


class _Server(uvicorn.Server):
    """Ends at the first signal, lets waiting devices go at once, and then returns like any function."""

    def __init__(self, config: uvicorn.Config, wakeups: Wakeups) -> None:
        super().__init__(config)
        self._wakeups = wakeups

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn's own names
        self.should_exit = True
        self._wakeups.end()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer what was asked, then hang up."""
        hanging_up = asyncio.create_task(self._hang_up())
        await super().shutdown(sockets)
        hanging_up.cancel()

    async def _hang_up(self) -> None:
        await asyncio.sleep(GOODBYE_SECONDS)
        while self.server_state.tasks:
            await asyncio.sleep(GOODBYE_SECONDS)
        for connection in list(self.server_state.connections):
            connection.transport.abort()


async def _run(server: _Server, host: str, figures: str) -> None:
    ready = asyncio.create_task(_say_when_ready(server, host, figures))
    try:
        await server.serve()
    except SystemExit as error:
        raise CannotListen(f"The store cannot listen on {host}. Is the port taken by another program?") from error
    finally:
        ready.cancel()


async def _say_when_ready(server: _Server, host: str, figures: str) -> None:
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    sys.stdout.write(f"listening on https://{_in_brackets(host)}:{port}\n")
    if figures:
        sys.stdout.write(f"{figures}\n")
    sys.stdout.flush()


def _in_brackets(host: str) -> str:
    return f"[{host}]" if ":" in host else host
