from hashlib import md5

import pytest
import requests

from chalicelib.kernel.errors import NotFound, Refused
from tests.unit.firmware.desk import ANN, BOB, IMAGE, Desk


@pytest.fixture
def desk(aws):
    return Desk()


def test_an_image_is_published_with_its_checksum(desk):
    command = desk.updates.publish("CP", ANN, desk.announced().firmware_id)

    assert command.action == "publish_firmware"
    assert command.params["checksum"] == md5(IMAGE, usedforsecurity=False).hexdigest()
    assert requests.get(command.params["url"], timeout=5).content == IMAGE


def test_an_image_without_checksum_is_not_published(desk, monkeypatch):
    monkeypatch.setattr("chalicelib.firmware.images.LARGEST_READ", len(IMAGE) - 1)

    with pytest.raises(Refused, match="MD5"):
        desk.updates.publish("CP", ANN, desk.announced().firmware_id)
    assert desk.asked == []


def test_who_does_not_manage_the_charge_point_publishes_nothing(desk):
    with pytest.raises(NotFound):
        desk.updates.publish("CP", BOB, desk.announced().firmware_id)
