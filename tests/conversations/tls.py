"""The gateway with TLS of its own: `tls_door` in a test's arguments.

`charger(tls_door)` comes with its password (security profile 2); with a box that has a `certificate` (a PEM
file of chain and key), it comes with that (profile 3). API Gateway has no such door: it ends TLS itself.
"""

import ssl
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from infra.local.part import HOST, ROOT, Part, answers, free_port
from infra.local.stack import Stack
from tests.charger import basic
from tests.conversations.harness import Box, Door
from tests.pki import Authority


@dataclass(frozen=True)
class TlsGateway:
    """Where it listens, and whom its chargers trust."""

    url: str
    root: Path


@contextmanager
def tls_gateway(stack: Stack, folder: Path) -> Iterator[TlsGateway]:
    """A gateway beside the stack's, on its storage; it asks for client certificates that we have signed."""
    authority = Authority(folder, "root")
    server, client_ca = authority.pair("server"), folder / "chargers.pem"
    asked = [sys.executable, "-m", "infra.charger_ca", "trusted"]
    client_ca.write_bytes(subprocess.check_output(asked, cwd=ROOT, env=stack.environment))
    port, internal_port = free_port(), free_port()
    ports = ["--port", str(port), "--internal-port", str(internal_port)]
    files = ["--tls-cert", str(server.chain), "--tls-key", str(server.key), "--client-ca", str(client_ca)]
    part = Part(
        "Gateway with TLS",
        ["ocpp_ws", *ports, *files],
        stack.environment,
        stack.log(f"tls-{port}"),
        lambda: answers(f"http://{HOST}:{internal_port}/metrics"),
    )
    part.start()
    part.wait()
    yield TlsGateway(f"wss://{HOST}:{port}/ocpp", authority.own.chain)
    part.stop()


@dataclass(frozen=True)
class TlsDoor(Door):
    """Chargers trust `root`; None: whoever their machine trusts."""

    root: Path | None = None
    newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED
    """Of the versions of TLS that the charger speaks."""

    def dial(self, box: Box, protocols: tuple[str, ...] | None) -> Any:
        """A connection to be, with the box's certificate or its password."""
        context = ssl.create_default_context(cafile=self.root)
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")  # else OpenSSL itself would not offer what is too old
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            context.maximum_version = self.newest
        certificate, box_id = box.get("certificate"), box["charge_point_id"]
        if certificate is not None:
            context.load_cert_chain(certificate)
        return connect(
            f"{self.url}/{box_id}",
            ssl=context,
            additional_headers=None if certificate else basic(box_id, box["password"]),
            subprotocols=[Subprotocol(name) for name in protocols] if protocols else None,
            proxy=None,
            ping_interval=None,
            close_timeout=2,
        )
