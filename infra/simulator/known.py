"""Charge points as registered with PlugNexus, kept in a file between the demo and the simulator."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ALL_CONNECTED = "all are connected"
"""What the simulator says when every charge point has told its statuses."""


@dataclass(frozen=True)
class Plug:
    """One connector: its OCPP number and what it can give."""

    connector_id: int
    max_kw: float


@dataclass(frozen=True)
class Known:
    """A charge point as registered with PlugNexus."""

    charge_point_id: str
    password: str
    connectors: tuple[Plug, ...]
    ocpp: str = "1.6"


def read(file: Path) -> list[Known]:
    """Those in a file: [{charge_point_id, password, connectors: [{connector_id, max_kw}], ocpp}]."""
    return [
        Known(
            one["charge_point_id"],
            one["password"],
            tuple(Plug(**plug) for plug in one["connectors"]),
            one.get("ocpp", "1.6"),
        )
        for one in json.loads(file.read_text())
    ]


def write(file: Path, known: Sequence[Known]) -> None:
    """The same, readable by the owner alone: it has passwords."""
    file.touch(mode=0o600)
    file.write_text(json.dumps([asdict(one) for one in known], indent=2) + "\n")
