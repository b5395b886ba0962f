"""Running the store: uvicorn over TLS 1.3, one ready line, an end without loss."""

import asyncio
import ssl
import sys

import uvicorn

from central_store.serving.app import make_app
from central_store.store import Store

KEEP_ALIVE_SECONDS = 75
GRACE_SECONDS = 1  # idle connections of laptops that are asleep never say goodbye


def serve(store: Store, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT. Port 0 takes a free one; the ready line names it."""
    config = uvicorn.Config(
        make_app(store),
        host=host,
        port=port,
        ssl_certfile=str(store.folder.certificate),
        ssl_keyfile=str(store.folder.certificate_key),
        access_log=False,
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
    asyncio.run(_run(uvicorn.Server(config), host))


async def _run(server: uvicorn.Server, host: str) -> None:
    ready = asyncio.create_task(_say_when_ready(server, host))
    await server.serve()
    ready.cancel()


async def _say_when_ready(server: uvicorn.Server, host: str) -> None:
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    sys.stdout.write(f"listening on https://{host}:{port}\n")
    sys.stdout.flush()
