"""How a charge point takes new firmware: fetched over HTTP, told at each step (OCPP 1.6, 5.19; 2.0.1, L)."""

import hashlib
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint

FIRST_VERSION = "1.0.0"
SECONDS = 60.0
"""For a download or an upload."""


async def update(
    box: "SimulatedChargePoint", url: str, request_id: int | None, *, signature: str | None = None
) -> None:
    """Fetch it, tell each step, and boot with the version that it is: a short hash of its bytes."""

    async def tell(status: str) -> None:
        box.say(f"firmware: {status}")
        await box.notify(box.language.firmware_status(status, request_id))

    await tell("Downloading")
    image = await _fetched(url)
    if not image:
        await tell("DownloadFailed")
        return
    await tell("Downloaded")
    if signature is not None:
        await tell("SignatureVerified")
    await tell("Installing")
    box.firmware_version = f"2.0.0-{hashlib.sha256(image).hexdigest()[:8]}"
    box.boot_reason = "FirmwareUpdate"
    await tell("Installed")
    await box.restart("Reboot")


async def _fetched(url: str) -> bytes | None:
    """The image; None when it could not be had (FTP, for one, is not spoken)."""
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=SECONDS) as web:
            answer = await web.get(url, follow_redirects=True)
    except (httpx.HTTPError, httpx.InvalidURL):
        return None
    return answer.content if answer.is_success else None
