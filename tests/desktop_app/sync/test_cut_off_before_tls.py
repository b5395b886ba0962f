"""A store that is killed between the first packet and the first word of TLS leaves no open socket and no talk without TLS."""

import gc
import select
import socket
import struct
from collections.abc import Iterator

import pytest

from desktop_app.sync.transport import pinned
from tests.support.copies import tls_root

RESET_AT_ONCE = struct.pack("ii", 1, 0)


@pytest.fixture
def cut_off() -> Iterator[socket.socket]:
    """A connection whose other end has reset it already."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        near = socket.create_connection(server.getsockname())
        far, _ = server.accept()
        far.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_ONCE)
        far.close()
        told = select.poll()
        told.register(near, select.POLLHUP)
        assert told.poll(10_000)
        with near:
            yield near


@pytest.mark.parametrize("is_reset_read", [False, True], ids=["reset not yet read", "reset read by somebody"])
def test_it_is_closed_and_said_so(cut_off: socket.socket, is_reset_read: bool) -> None:
    if is_reset_read:
        cut_off.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    with pytest.raises(ConnectionResetError, match="before TLS"):
        pinned(tls_root()).wrap_socket(cut_off, server_hostname="localhost")
    gc.collect()  # a socket left open warns, and every warning fails the suite
