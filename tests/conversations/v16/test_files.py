"""OCPP 1.6, Firmware Management: updates and diagnostics, by files over HTTP."""

import asyncio
import secrets
from base64 import b64decode

import httpx
import pytest

from tests.conversations.harness import charger
from tests.unit.firmware.keys import PSS, RSA, SHA256, certificate, signed

LOG, IMAGE = b"09:00 contactor closed\n" * 50, b"\x7fELF firmware" * 100


@pytest.fixture(scope="module")
def web():
    with httpx.Client(trust_env=False, timeout=10) as client:
        yield client


def put_up(operator, web, **about):
    """An image of the network's, with its file: its id."""
    new = {"name": f"Winter {secrets.token_hex(4)}", "version": "2.0", "size": len(IMAGE)} | about
    image = operator.community.owner.create(f"/networks/{operator.network_id}/firmware", new)
    assert web.put(image["upload_url"], content=IMAGE).status_code == 200
    return image["firmware_id"]


@pytest.fixture(scope="module")
def firmware_id(operator, web):
    """Unsigned."""
    return put_up(operator, web)


@pytest.fixture(scope="module")
def signed_id(operator, web):
    """Signed by its maker."""
    signature = signed(IMAGE, PSS, SHA256())
    return put_up(operator, web, signing_certificate=certificate(RSA), signature=signature)


async def updates(door, cp):
    """Of the charge point, as the owner sees them."""
    return await door.operator.api("GET", f"{cp.path}/firmware")


async def update(door, cp, firmware_id, *statuses):
    """Asked for by the owner; what the charger was asked, having told these statuses."""
    await door.operator.api("POST", f"{cp.path}/firmware", {"firmware_id": firmware_id})
    asked = await cp.asked("UpdateFirmware")
    for status in statuses:
        await cp.say("FirmwareStatusNotification", status=status)
    return asked


async def alarms(door, cp, kind):
    """Open ones of this charge point."""
    listed = await door.operator.api("GET", f"/networks/{door.operator.network_id}/alarms?state=open")
    return [one for one in listed["items"] if (one["kind"], one["subject"]) == (kind, cp.charge_point_id)]


async def boot(cp, version):
    """BootNotification with this firmware."""
    about = {"charge_point_model": "Model X", "charge_point_vendor": "Vendor Y"}
    return (await cp.say("BootNotification", **about, firmware_version=version)).status


async def test_TC_044_1_firmware_downloaded_and_installed(door, firmware_id, web):
    """The charger can fetch the image; each status is seen; the new version at boot confirms it"""
    async with charger(door) as cp:
        asked = await update(door, cp, firmware_id, "Downloading", "Downloaded")
        fetched = await asyncio.to_thread(web.get, asked["location"])
        await cp.status(1, "Unavailable")
        await cp.say("FirmwareStatusNotification", status="Installing")
        running = (await updates(door, cp))["running"]
    async with charger(door, again=cp.box, boots=False) as cp:
        assert await boot(cp, "2.0") == "Accepted"
        await cp.status(1)
        await cp.say("FirmwareStatusNotification", status="Installed")
        done = await updates(door, cp)

    assert (fetched.content, asked["retrieve_date"][-1]) == (IMAGE, "Z")
    assert (running["state"], running["status"]) == ("RUNNING", "Installing")
    assert (done["firmware_version"], done["running"]) == ("2.0", None)
    assert (done["items"][0]["state"], done["items"][0]["confirmed_at"] is None) == ("INSTALLED", False)


async def test_TC_044_2_firmware_download_fails(door, firmware_id):
    """The update has failed, the owner sees so, and there is an alarm"""
    async with charger(door) as cp:
        await update(door, cp, firmware_id, "Downloading", "DownloadFailed")
        (shown,) = (await updates(door, cp))["items"]
        raised = await alarms(door, cp, "firmware_failed")

    assert (shown["state"], shown["status"], len(raised)) == ("FAILED", "DownloadFailed", 1)


async def test_TC_044_3_firmware_installation_fails(door, firmware_id):
    """After its restart the charger tells that it failed: so does the update, and there is an alarm"""
    async with charger(door) as cp:
        await update(door, cp, firmware_id, "Downloading", "Downloaded", "Installing")
    async with charger(door, again=cp.box) as cp:
        await cp.status(1)
        await cp.say("FirmwareStatusNotification", status="InstallationFailed")
        found = await updates(door, cp)
        raised = await alarms(door, cp, "firmware_failed")

    assert (found["items"][0]["state"], found["firmware_version"]) == ("FAILED", "1.0")
    assert len(raised) == 1


async def log(door, cp, kind, message):
    """Asked for by the owner; its path, and what the charger was asked."""
    made = await door.operator.api("POST", f"{cp.path}/logs", {"kind": kind})
    return f"{cp.path}/logs/{made['log_id']}", await cp.asked(message)


async def test_TC_045_1_diagnostics_uploaded(door, web):
    """The charger can put its file where it was told, and the owner gets it"""
    async with charger(door) as cp:
        path, asked = await log(door, cp, "diagnostics", "GetDiagnostics")
        await cp.say("DiagnosticsStatusNotification", status="Uploading")
        during = await door.operator.api("GET", path)
        await asyncio.to_thread(web.put, asked["location"], content=LOG)
        await cp.say("DiagnosticsStatusNotification", status="Uploaded")
        shown = await door.operator.api("GET", path)

    assert (during["state"], shown["state"]) == ("UPLOADING", "UPLOADED")
    assert (shown["file_name"], shown["size"]) == ("diagnostics.txt", len(LOG))
    assert web.get(shown["download_url"]).content == LOG


async def test_TC_045_2_diagnostics_upload_fails(door):
    """The log has failed, and the owner sees so"""
    async with charger(door) as cp:
        path, _ = await log(door, cp, "diagnostics", "GetDiagnostics")
        for status in ("Uploading", "UploadFailed"):
            await cp.say("DiagnosticsStatusNotification", status=status)
        shown = await door.operator.api("GET", path)

    assert (shown["state"], shown["download_url"]) == ("FAILED", None)


async def test_TC_079_security_log(door, web):
    """GetLog with a number and SecurityLog; its states by that number; the owner gets the file"""
    async with charger(door) as cp:
        path, asked = await log(door, cp, "security", "GetLog")
        about = {"request_id": asked["request_id"]}
        await cp.say("LogStatusNotification", status="Uploading", **about)
        during = await door.operator.api("GET", path)
        await asyncio.to_thread(web.put, asked["log"]["remote_location"], content=LOG)
        await cp.say("LogStatusNotification", status="Uploaded", **about)
        shown = await door.operator.api("GET", path)

    assert asked["log_type"] == "SecurityLog"
    assert (during["state"], shown["state"], shown["size"]) == ("UPLOADING", "UPLOADED", len(LOG))


async def secured(door, cp, firmware_id, *statuses):
    """Signed firmware, asked for by the owner; what the charger was asked, having told these statuses."""
    await door.operator.api("POST", f"{cp.path}/firmware", {"firmware_id": firmware_id})
    asked = await cp.asked("SignedUpdateFirmware")
    for status in statuses:
        await cp.say("SignedFirmwareStatusNotification", status=status, request_id=asked["request_id"])
    return asked


async def test_TC_080_secure_firmware_update(door, signed_id):
    """SignedUpdateFirmware with certificate and signature; each status is seen; FirmwareUpdated is kept"""
    before_restart = ("Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting")
    async with charger(door) as cp:
        asked = await secured(door, cp, signed_id, *before_restart)
        during = (await updates(door, cp))["running"]
    async with charger(door, again=cp.box, boots=False) as cp:
        await boot(cp, "2.0")
        at = during["changed_at"]
        await cp.say("SecurityEventNotification", type="FirmwareUpdated", timestamp=at, tech_info="2.0")
        await cp.status(0)
        status = {"status": "Installed", "request_id": asked["request_id"]}
        await cp.say("SignedFirmwareStatusNotification", **status)
        done = await updates(door, cp)
        events = (await door.operator.api("GET", f"{cp.path}/security-events"))["items"]

    firmware = asked["firmware"]
    assert firmware["signing_certificate"].startswith("-----BEGIN CERTIFICATE-----")
    assert b64decode(firmware["signature"])
    assert (during["state"], during["status"]) == ("RUNNING", "InstallRebooting")
    assert (done["items"][0]["state"], done["firmware_version"]) == ("INSTALLED", "2.0")
    assert [one["type"] for one in events] == ["FirmwareUpdated"]


async def test_TC_081_secure_firmware_update_invalid_signature(door, signed_id):
    """InvalidSignature: the update has failed, the event is kept, and both are alarms"""
    async with charger(door) as cp:
        await secured(door, cp, signed_id, "Downloading", "Downloaded", "InvalidSignature")
        (shown,) = (await updates(door, cp))["items"]
        event = {"type": "InvalidFirmwareSignature", "timestamp": shown["changed_at"], "tech_info": "2.0"}
        await cp.say("SecurityEventNotification", **event)
        raised = await alarms(door, cp, "firmware_failed")
        events = (await door.operator.api("GET", f"{cp.path}/security-events"))["items"]

    assert (shown["state"], shown["status"], len(raised)) == ("FAILED", "InvalidSignature", 1)
    assert [one["type"] for one in events] == ["InvalidFirmwareSignature"]
