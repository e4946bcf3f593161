"""Packages of others that are shipped, as the locks name them. Pure but for reading the locks."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from infra.local.part import ROOT
from infra.package.lock import locked

GATEWAY = ROOT / "infra" / "gateway" / "requirements.txt"
CLIENT = ROOT / "web" / "package-lock.json"


@dataclass(frozen=True)
class Package:
    """One package of an index; `digests` are of its archives, as (algorithm, hexadecimal)."""

    part: str
    """Where it goes: functions, gateway, client."""
    ecosystem: str
    """pypi, npm."""
    name: str
    version: str
    digests: tuple[tuple[str, str], ...] = ()
    licence: str | None = None
    """As its index tells it: an SPDX expression."""

    @property
    def purl(self) -> str:
        """Its package URL (ECMA-427)."""
        return f"pkg:{self.ecosystem}/{quote(self.name, safe='/')}@{quote(self.version, safe='')}"


def shipped() -> list[Package]:
    """All of them. Raises LockIsOld."""
    return [
        *_python("functions", locked()),
        *_python("gateway", GATEWAY.read_text()),
        *client(CLIENT.read_text()),
    ]


def _python(part: str, text: str) -> Iterator[Package]:
    for line in text.splitlines():
        if not line or line.startswith(("#", "-r")):
            continue
        pinned, *hashes = line.split()
        name, _, version = pinned.partition("==")
        digests = (hashed.removeprefix("--hash=sha256:") for hashed in hashes)
        yield Package(part, "pypi", name, version, tuple(("SHA-256", digest) for digest in digests))


def client(text: str) -> Iterator[Package]:
    """Of a package-lock.json, without what only builds and tests."""
    for path, told in json.loads(text)["packages"].items():
        if "node_modules/" not in path or told.get("dev") or told.get("link"):
            continue
        kept = told.get("integrity", "")
        digests = (
            (("SHA-512", base64.b64decode(kept.removeprefix("sha512-")).hex()),)
            if kept.startswith("sha512-")
            else ()
        )
        name = path.rpartition("node_modules/")[2]
        yield Package("client", "npm", name, told["version"], digests, told.get("license"))
