"""A gateway of a test's own, beside the stack's and on the same storage; and a relay to cut it off."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import boto3
import httpx

from infra.local.part import ROOT, answers, free_port
from infra.local.stack import Stack
from tests.charger import PATIENCE


class Gateway:
    """A running process, and its management calls."""

    def __init__(self, process: subprocess.Popen[bytes], scheme: str, port: int, internal_port: int) -> None:
        self.process = process
        self.url = f"{scheme}://127.0.0.1:{port}/ocpp"
        self.internal_port = internal_port
        endpoint = f"http://127.0.0.1:{internal_port}"
        self.management = boto3.client(
            "apigatewaymanagementapi",
            endpoint_url=endpoint,
            region_name="eu-central-1",
            aws_access_key_id="000000000000",
            aws_secret_access_key="any",
        )

    def metric(self, name: str) -> float:
        told = httpx.get(f"http://127.0.0.1:{self.internal_port}/metrics", trust_env=False).text
        (line,) = (line for line in told.splitlines() if line.startswith(f"plugnexus_ocpp_{name} "))
        return float(line.rpartition(" ")[2])

    def terminate(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def started(
    stack: Stack, port: int, internal_port: int, environment: dict[str, str], options: tuple[str, ...]
) -> subprocess.Popen[bytes]:
    ports = ["--port", str(port), "--internal-port", str(internal_port)]
    command = [sys.executable, "-m", "ocpp_ws", *ports, *options]
    with (stack.home / "logs" / f"gateway-of-{os.getpid()}-{port}.log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=ROOT, env=stack.environment | environment, stdout=log, stderr=log
        )


@asynccontextmanager
async def gateway(stack: Stack, *options: str, **environment: str) -> AsyncIterator[Gateway]:
    port, internal_port = free_port(), free_port()
    process = started(stack, port, internal_port, environment, options)
    health = f"http://127.0.0.1:{internal_port}/metrics"  # which is without TLS
    try:
        async with asyncio.timeout(PATIENCE):
            while not await asyncio.to_thread(answers, health):
                assert process.poll() is None, "it has ended"
                await asyncio.sleep(0.05)
        yield Gateway(process, "wss" if "--tls-cert" in options else "ws", port, internal_port)
    finally:
        process.kill()
        process.wait()


class Relay:
    """Stands between a gateway and its storage, and can be cut."""

    def __init__(self, to_port: int) -> None:
        self.to_port = to_port
        self.port = free_port()
        self.server: asyncio.Server | None = None
        self.writers: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        self.server = await asyncio.start_server(self._relay, "127.0.0.1", self.port)

    async def cut(self) -> None:
        assert self.server is not None
        self.server.close()
        for writer in list(self.writers):
            writer.close()
        await self.server.wait_closed()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, onward = await asyncio.open_connection("127.0.0.1", self.to_port)
        self.writers |= {writer, onward}
        await asyncio.gather(self._pump(reader, onward), self._pump(there, writer))
        self.writers -= {writer, onward}

    @staticmethod
    async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(1 << 16):
                writer.write(data)
                await writer.drain()
        writer.close()
