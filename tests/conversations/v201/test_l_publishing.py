"""OCPP 2.0.1, block L: firmware that a station fetches once and passes on to others near it."""

import asyncio
import hashlib

import httpx
import pytest

FILE = b"firmware for many" * 500
MD5 = hashlib.md5(FILE, usedforsecurity=False).hexdigest()


@pytest.fixture(scope="module")
def image(operator):
    """Uploaded."""
    new = {"name": "Winter", "version": "2.0"}
    made = operator.community.owner.create(f"/networks/{operator.network_id}/firmware", new)
    assert httpx.put(made["upload_url"], content=FILE, trust_env=False).status_code == 200
    return made


@pytest.mark.parametrize(
    "statuses",
    [
        pytest.param(("Downloading", "Downloaded", "ChecksumVerified", "Published"), id="TC_L_17_published"),
        pytest.param(("Downloading", "Downloaded", "InvalidChecksum"), id="TC_L_19_invalid_checksum"),
        pytest.param(
            ("Downloading", "Downloaded", "ChecksumVerified", "PublishFailed"), id="TC_L_20_publish_failed"
        ),
        pytest.param(("Downloading", "DownloadFailed"), id="TC_L_24_download_failed"),
    ],
)
async def test_firmware_is_published(door, here, image, statuses):
    """The station is told where it is and its MD5; each status is answered and among its notes"""
    async with here() as cp:
        path = f"{cp.path}/firmware/publish"
        command = await door.operator.api("POST", path, {"firmware_id": image["firmware_id"]})
        asked = await cp.asked("PublishFirmware")
        for status in statuses:
            place = {"location": ["http://10.0.0.1/firmware.bin"]} if status == "Published" else {}
            about = {"status": status, "request_id": asked["request_id"]}
            await cp.say("PublishFirmwareStatusNotification", **about, **place)
        ended = await door.operator.followed(command)
        file = await asyncio.to_thread(httpx.get, asked["location"], trust_env=False)
        path = f"{cp.path}/notes?action=PublishFirmwareStatusNotification&limit={len(statuses)}"
        notes = (await door.operator.api("GET", path))["items"]

    assert (ended["state"], asked["checksum"]) == ("ACCEPTED", MD5)
    assert file.content == FILE
    assert {one["payload"]["requestId"] for one in notes} == {asked["request_id"]}
    assert [one["payload"]["status"] for one in reversed(notes)] == list(statuses)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param("Unpublished", "ACCEPTED", id="TC_L_21_unpublished"),
        pytest.param("NoFirmware", "REJECTED", id="TC_L_22_none_there"),
        pytest.param("DownloadOngoing", "REJECTED", id="TC_L_23_download_ongoing"),
    ],
)
async def test_firmware_is_unpublished(door, here, answer, state):
    """By its MD5; what the station answers is the command's end"""
    async with here() as cp:
        cp.answers["UnpublishFirmware"] = answer
        command = await door.operator.command(cp, "unpublish_firmware", checksum=MD5)
        asked = await cp.asked("UnpublishFirmware")

    assert asked == {"checksum": MD5}
    assert (command["state"], command["answer"]) == (state, {"status": answer})
