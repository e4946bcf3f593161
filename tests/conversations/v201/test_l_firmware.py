"""OCPP 2.0.1, block L: signed firmware, and firmware that a station passes on to others."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.community import instant
from tests.conversations.harness import charger
from tests.unit.firmware.keys import PSS, RSA, SHA256, certificate, signed

FILE = b"\x7fELF firmware" * 1000
FETCHED = ("Downloading", "Downloaded", "SignatureVerified")
INSTALLED = ("Installing", "InstallRebooting", "Installed")


@pytest.fixture(scope="module")
def image(operator):
    """Signed by its maker, and uploaded."""
    new = {
        "name": "Winter",
        "version": "2.0",
        "signing_certificate": certificate(RSA),
        "signature": signed(FILE, PSS, SHA256()),
    }
    made = operator.community.owner.create(f"/networks/{operator.network_id}/firmware", new)
    assert httpx.put(made["upload_url"], content=FILE, trust_env=False).status_code == 200
    path = f"/networks/{operator.network_id}/firmware/{made['firmware_id']}"
    return operator.community.owner.send("GET", path).json()


async def begun(door, cp, image, **when):
    """An update that the owner asked for, and what the station was asked."""
    body = {"firmware_id": image["firmware_id"]} | when
    update = await door.operator.api("POST", f"{cp.path}/firmware", body)
    asked = await cp.asked("UpdateFirmware")
    await door.operator.followed({"charge_point_id": cp.charge_point_id, "command_id": update["command_id"]})
    return update, asked


async def tell(cp, asked, *statuses):
    """How far it has come."""
    for status in statuses:
        await cp.say("FirmwareStatusNotification", status=status, request_id=asked["request_id"])


async def seen(door, cp, update, state):
    """The update as the owner sees it, as soon as it is in that state."""

    def found(shown):
        return [
            one for one in shown["items"] if (one["update_id"], one["state"]) == (update["update_id"], state)
        ]

    (one,) = found(await door.operator.until(f"{cp.path}/firmware", found))
    return one


async def test_TC_L_01_secure_update_installed(door, image):
    """Signed firmware is offered, fetched and installed; the version of the next boot confirms it"""
    async with charger(door, "ocpp2.0.1") as cp:
        update, asked = await begun(door, cp, image)
        offered = asked["firmware"]
        file = await asyncio.to_thread(httpx.get, offered["location"], trust_env=False)
        await tell(cp, asked, *FETCHED, "Installing")
        during = await seen(door, cp, update, "RUNNING")
        await tell(cp, asked, "InstallRebooting", "Installed")
        station = {"model": "Model X", "vendor_name": "Vendor Y", "firmware_version": "2.0"}
        await cp.say("BootNotification", charging_station=station, reason="FirmwareUpdate")
        await cp.say(
            "SecurityEventNotification", type="FirmwareUpdated", timestamp=instant(datetime.now(UTC))
        )
        after = await seen(door, cp, update, "INSTALLED")

    assert file.content == FILE
    assert offered["signing_certificate"].startswith("-----BEGIN CERTIFICATE")
    assert offered["signature"]
    assert offered["retrieve_date_time"].endswith("Z")
    assert during["status"] == "Installing"
    assert after["confirmed_at"] is not None


@pytest.mark.parametrize(
    ("when", "field", "statuses"),
    [
        pytest.param(
            "install_at",
            "install_date_time",
            (*FETCHED, "InstallScheduled", *INSTALLED),
            id="TC_L_02_installation_scheduled",
        ),
        pytest.param(
            "retrieve_at",
            "retrieve_date_time",
            ("DownloadScheduled", *FETCHED, *INSTALLED),
            id="TC_L_03_download_scheduled",
        ),
    ],
)
async def test_an_update_for_later(door, here, image, when, field, statuses):
    """The station is told when; that it waits is shown, and in the end that it is installed"""
    later = instant((datetime.now(UTC) + timedelta(hours=2)).replace(microsecond=0))
    waits = next(number for number, status in enumerate(statuses, 1) if "Scheduled" in status)
    async with here() as cp:
        update, asked = await begun(door, cp, image, **{when: later})
        await tell(cp, asked, *statuses[:waits])
        waiting = await seen(door, cp, update, "RUNNING")
        await tell(cp, asked, *statuses[waits:])
        await seen(door, cp, update, "INSTALLED")

    assert asked["firmware"][field] == later
    assert waiting["status"] == statuses[waits - 1]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("RevokedCertificate", id="TC_L_04_certificate_revoked"),
        pytest.param("InvalidCertificate", id="TC_L_05_certificate_invalid"),
    ],
)
async def test_the_signing_certificate_is_refused(door, here, image, answer):
    """The update has failed, and says that it is for the certificate"""
    async with here() as cp:
        cp.answers["UpdateFirmware"] = answer
        update, _ = await begun(door, cp, image)
        after = await seen(door, cp, update, "FAILED")

    assert "certificate" in after["detail"]


@pytest.mark.parametrize(
    "statuses",
    [
        pytest.param(("Downloading", "Downloaded", "InvalidSignature"), id="TC_L_06_signature_invalid"),
        pytest.param(("Downloading", "DownloadFailed"), id="TC_L_07_download_failed"),
        pytest.param((*FETCHED, "Installing", "InstallVerificationFailed"), id="TC_L_08_verification_failed"),
        pytest.param((*FETCHED, "Installing", "InstallationFailed"), id="TC_L_09_installation_failed"),
    ],
)
async def test_an_update_fails(door, here, image, statuses):
    """With the station's last word and why, and the owner has an alarm"""
    async with here() as cp:
        update, asked = await begun(door, cp, image)
        await tell(cp, asked, *statuses)
        after = await seen(door, cp, update, "FAILED")
        path = f"/networks/{door.operator.network_id}/alarms?state=open"
        alarms = (await door.operator.api("GET", path))["items"]

    assert (after["status"], bool(after["detail"])) == (statuses[-1], True)
    assert ("firmware_failed", cp.charge_point_id) in [
        (one["kind"], one["charge_point_id"]) for one in alarms
    ]


async def test_TC_L_10_a_second_update_cancels_the_first(door, here, image):
    """AcceptedCanceled: the second takes the place of the first, and is installed"""
    async with here() as cp:
        first, asked_first = await begun(door, cp, image)
        await tell(cp, asked_first, "Downloading")
        cp.answers["UpdateFirmware"] = "AcceptedCanceled"
        second, asked = await begun(door, cp, image)
        await tell(cp, asked, *FETCHED, *INSTALLED)
        await seen(door, cp, first, "SUPERSEDED")
        await seen(door, cp, second, "INSTALLED")

    assert asked["request_id"] != asked_first["request_id"]


async def test_TC_L_11_the_first_cannot_be_cancelled(door, here, image):
    """The second is refused and has failed; the first goes on to its end"""
    async with here() as cp:
        first, asked_first = await begun(door, cp, image)
        await tell(cp, asked_first, *FETCHED, "Installing")
        cp.answers["UpdateFirmware"] = "Rejected"
        second, _ = await begun(door, cp, image)
        refused = await seen(door, cp, second, "FAILED")
        during = await seen(door, cp, first, "RUNNING")
        await tell(cp, asked_first, "Installed")
        await seen(door, cp, first, "INSTALLED")

    assert (during["status"], "refused" in refused["detail"]) == ("Installing", True)


async def test_TC_L_13_update_waits_for_a_transaction(door, here, image):
    """No session is cut: it ends by itself, the other EVSE is closed meanwhile, then it is installed"""
    async with here() as cp:
        await cp.occupy()
        transaction = await cp.start(door.operator.token)
        update, asked = await begun(door, cp, image)
        await cp.status(2, "Unavailable")
        await tell(cp, asked, *FETCHED, "InstallScheduled")
        during = [await door.operator.state(cp, number) for number in (1, 2)]
        await cp.stop(transaction, 2000)
        await cp.status(1, "Unavailable")
        await tell(cp, asked, *INSTALLED)
        for number in (1, 2):
            await cp.status(number)
        after = [await door.operator.state(cp, number) for number in (1, 2)]
        await seen(door, cp, update, "INSTALLED")
        session = (await door.operator.sessions_at(cp))[0]

    assert (during, after) == (["CHARGING", "INOPERATIVE"], ["AVAILABLE", "AVAILABLE"])
    assert (session["state"], session["energy_kwh"]) == ("COMPLETED", 1.0)
