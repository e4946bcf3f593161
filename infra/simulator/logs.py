"""How a charge point uploads its log: one real PUT to the URL that it is given."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx

from infra.simulator.firmware import SECONDS

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint


def file_name(kind: str) -> str:
    """What an upload is called: diagnostics.log, security.log."""
    return f"{kind}.log"


def written(box: "SimulatedChargePoint", kind: str) -> bytes:
    """What a log says: who it is of, and how the connectors are."""
    lines = [f"{kind} log of {box.charge_point_id}, {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"]
    lines += [
        f"connector {c.connector_id}: {c.status}, {c.meter_wh / 1000:.3f} kWh"
        for c in box.connectors.values()
    ]
    return ("\n".join(lines) + "\n").encode()


async def upload(box: "SimulatedChargePoint", url: str, kind: str, request_id: int | None) -> None:
    """Put it there, and tell how that goes."""
    await box.notify(box.language.log_status("Uploading", request_id))
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=SECONDS) as web:
            answer = await web.put(url, content=written(box, kind))
        status = "Uploaded" if answer.is_success else "UploadFailed"
    except (httpx.HTTPError, httpx.InvalidURL):
        status = "UploadFailed"
    if status == "UploadFailed" and request_id is not None:
        status = "UploadFailure"  # as GetLog's notification spells it
    box.say(f"{kind} log: {status}")
    await box.notify(box.language.log_status(status, request_id))
