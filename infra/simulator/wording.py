"""Small words that both versions spell alike."""

from datetime import UTC, datetime
from typing import Any

from infra.simulator.transaction import Reading

ENERGY = "Energy.Active.Import.Register"
ACCEPTED = {"status": "Accepted"}
REJECTED = {"status": "Rejected"}


def stamp(at: datetime) -> str:
    """An instant as OCPP writes it."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def now() -> str:
    """This instant, as OCPP writes it."""
    return stamp(datetime.now(UTC))


def told(**fields: Any) -> dict[str, Any]:
    """Those that are not None."""
    return {name: value for name, value in fields.items() if value is not None}


def figures(reading: Reading) -> list[tuple[str, str, float]]:
    """What a reading shows: measurand, unit, value."""
    shown = [
        (ENERGY, "Wh", round(reading.wh)),
        ("Power.Active.Import", "W", round(reading.power_w)),
        ("Current.Import", "A", round(reading.amperes, 1)),
    ]
    return shown if reading.soc is None else [*shown, ("SoC", "Percent", round(reading.soc))]
