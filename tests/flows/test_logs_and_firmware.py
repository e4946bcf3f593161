"""Logs and firmware between a real charger's client, the bucket, and who manages it."""

import asyncio
from typing import Any

import httpx
import pytest
from ocpp.routing import on
from ocpp.v16 import call, call_result
from ocpp.v16.enums import Action

from tests.charger import Charger
from tests.site import Site

LOG, IMAGE = b"09:00 contactor closed\n" * 50, b"\x7fELF firmware" * 1000


class FileCharger(Charger):
    """One with the profile Firmware Management, by HTTP."""

    @on(Action.get_diagnostics)
    def on_diagnostics(self, **asked: Any) -> call_result.GetDiagnostics:
        self._note("GetDiagnostics", "", **asked)
        return call_result.GetDiagnostics("diag.log")

    @on(Action.update_firmware)
    def on_firmware(self, **asked: Any) -> call_result.UpdateFirmware:
        self._note("UpdateFirmware", "", **asked)
        return call_result.UpdateFirmware()


@pytest.fixture
def site(stack, community):
    return Site(stack.ocpp_url, community)


@pytest.fixture
def web():
    with httpx.Client(trust_env=False, timeout=10) as client:
        yield client


def test_TC_045_1_get_diagnostics(site, web):  # noqa: N802 - the case's name
    path = f"{site.path}/logs"

    async def story(box):
        await box.boot()
        log = await site.api("POST", path, {"kind": "diagnostics"})
        action, asked = await box.next_asked()
        await box.call(call.DiagnosticsStatusNotification("Uploading"))
        await site.until(f"{path}/{log['log_id']}", None, lambda shown: shown["state"] == "UPLOADING")
        put = await asyncio.to_thread(web.put, asked["location"], content=LOG)
        await box.call(call.DiagnosticsStatusNotification("Uploaded"))
        listed = await site.api("GET", path)
        return log, action, put, listed["items"]

    log, action, put, (shown,) = site.play(story, FileCharger)

    assert (log["state"], action, put.status_code) == ("REQUESTED", "GetDiagnostics", 200)
    assert (shown["state"], shown["size"], shown["file_name"]) == ("UPLOADED", len(LOG), "diag.log")
    assert web.get(shown["download_url"]).content == LOG


def test_TC_045_2_get_diagnostics_upload_failed(site):  # noqa: N802 - the case's name
    path = f"{site.path}/logs"

    async def story(box):
        await box.boot()
        log = await site.api("POST", path, {"kind": "diagnostics"})
        await box.next_asked()
        await box.call(call.DiagnosticsStatusNotification("Uploading"))
        await box.call(call.DiagnosticsStatusNotification("UploadFailed"))
        return await site.api("GET", f"{path}/{log['log_id']}")

    shown = site.play(story, FileCharger)

    assert (shown["state"], shown["download_url"]) == ("FAILED", None)
    assert "FTP" in shown["detail"]


def test_TC_044_1_firmware_update_download_and_install(site, web):  # noqa: N802 - the case's name
    network = f"/networks/{site.community.network['network_id']}"
    new = {"name": "Winter", "version": "2.0", "size": len(IMAGE), "model": "Model X"}
    image = site.community.owner.create(f"{network}/firmware", new)
    assert web.put(image["upload_url"], content=IMAGE).status_code == 200

    async def story(box):
        await box.boot()
        await site.api("POST", f"{site.path}/firmware", {"firmware_id": image["firmware_id"]})
        _, asked = await box.next_asked()
        for status in ("Downloading", "Downloaded", "Installing"):
            await box.call(call.FirmwareStatusNotification(status))
        running = (await site.api("GET", f"{site.path}/firmware"))["running"]
        await box.call(call.FirmwareStatusNotification("Installed"))
        await box.call(call.BootNotification("Model X", "Vendor Y", firmware_version="2.0"))
        return asked, running, await site.api("GET", f"{site.path}/firmware")

    asked, running, done = site.play(story, FileCharger)

    assert web.get(asked["location"]).content == IMAGE
    assert (running["state"], running["status"]) == ("RUNNING", "Installing")
    assert (done["firmware_version"], done["items"][0]["state"]) == ("2.0", "INSTALLED")
    assert done["items"][0]["confirmed_at"] is not None
