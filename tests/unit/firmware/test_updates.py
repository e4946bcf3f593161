"""Images and updates on pretended storage: the charge point is played, the bucket is moto's."""

from datetime import UTC, datetime, timedelta
from hashlib import md5, sha256
from itertools import count
from types import SimpleNamespace

import boto3
import pytest
import requests
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.charge_points.rules import (
    Boot,
    ChargePoint,
    Command,
    CommandFailure,
    CommandState,
    Detail,
    Presence,
)
from chalicelib.files.bucket import Bucket
from chalicelib.firmware.images import ImageService, NewImage
from chalicelib.firmware.signing import check_parts, judged
from chalicelib.firmware.store import DynamoFirmware
from chalicelib.firmware.updates import UpdateService
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, NotFound, Refused, not_found
from infra import buckets
from tests.unit.firmware.keys import PSS, RSA, certificate, signed

ANN = Caller("ann")
BOB = Caller("bob")
IMAGE = b"firmware 2.0 " * 1000
V2 = NewImage("Winter", "2.0")


class Desk:
    """A charge point of network "n", which manager Ann updates."""

    def __init__(self):
        self.now = datetime.now(UTC)
        self.boot = Boot(self.now, "Maker", "Model X", None, "1.0")
        self.asked, self.commands, self.alarms = [], {}, []
        self.at_once = (CommandState.SENT, None)
        self.network_id = "n"
        ids = (f"{number:04}" for number in count(1))
        self.new_id = lambda: next(ids)
        client = boto3.client("s3")
        buckets.create(client, "files", "https://plugnexus.example")
        files = Bucket("files", lambda: client, lambda: client)
        self.images = ImageService(
            DynamoFirmware(), files, self.managed, check_parts, judged, lambda: self.now, self.new_id
        )
        self.updates = UpdateService(
            DynamoFirmware(),
            self.images,
            self.managed_box,
            self.detail,
            self.request,
            lambda _, command_id: self.commands[command_id],
            lambda charge_point_id, detail, _: self.alarms.append((charge_point_id, detail)),
            lambda charge_point_id: self.alarms.append((charge_point_id, "over")),
            lambda: self.now,
            self.new_id,
        )

    @staticmethod
    def managed(network_id, caller):
        if (network_id, caller) not in (("n", ANN), ("other", ANN)):
            raise not_found("network")
        return SimpleNamespace()

    def managed_box(self, charge_point_id, caller):
        self.managed("n", caller)
        return ChargePoint(charge_point_id, "station", self.network_id, "Box", {1: "c"})

    def detail(self, charge_point_id):
        return Detail(self.managed_box(charge_point_id, ANN), Presence(), self.boot, {})

    def request(self, charge_point_id, action, params, by):
        state, detail = self.at_once
        until = self.now + timedelta(hours=24)
        command = Command(
            self.new_id(), charge_point_id, action, params, state, by, self.now, until, detail=detail
        )
        self.commands[command.command_id] = command
        self.asked.append(command)
        return command

    def announced(self, new=V2, content=IMAGE):
        image, address = self.images.announce("n", ANN, new)
        if content is not None:
            assert requests.put(address, data=content, timeout=5).ok
        return image

    def begin(self, image=None, **when):
        return self.updates.begin("CP", ANN, (image or self.announced()).firmware_id, **when)

    def answer(self, state=CommandState.ACCEPTED, answer=None, number=-1):
        self.updates.command_ended(self.asked[number], answer or {"status": "Accepted"}, state)

    def tell(self, *statuses, request_id=None):
        for status in statuses:
            self.updates.reported("CP", status, request_id)

    @property
    def shown(self):
        return self.updates.updates("CP", ANN, None, 20)[1].items


@pytest.fixture
def desk(aws):
    return Desk()


def test_an_image_is_known_by_its_digests_once_its_file_is_there(desk):
    image = desk.announced(content=None)
    waiting = desk.images.image("n", image.firmware_id, ANN)
    desk.images.files.client().put_object(Bucket="files", Key=image.key, Body=IMAGE)

    there = desk.images.image("n", image.firmware_id, ANN)

    assert (waiting.state, waiting.digest) == ("AWAITING_UPLOAD", None)
    assert (there.state, there.size, there.signature_state) == ("STORED", len(IMAGE), "NONE")
    assert there.digest.sha256 == sha256(IMAGE).hexdigest()
    assert there.digest.md5 == md5(IMAGE, usedforsecurity=False).hexdigest()
    assert desk.images.images("n", ANN, None, 10).items == [there]


def test_an_image_uploaded_anew_is_judged_anew(desk):
    image, address = desk.images.announce("n", ANN, V2)
    requests.put(address, data=b"wrong file", timeout=5)
    first = desk.images.seen("n", image.firmware_id)
    requests.put(address, data=IMAGE, timeout=5)

    assert desk.images.seen("n", image.firmware_id).digest != first.digest


@pytest.mark.parametrize(
    ("of", "verdict"), [(IMAGE, "VALID"), (b"another", "INVALID")], ids=["fits", "does not fit"]
)
def test_a_signature_is_held_against_the_file(desk, of, verdict):
    new = NewImage("Winter", "2.0", signing_certificate=certificate(RSA), signature=signed(of, PSS, SHA256()))
    image = desk.announced(new)

    assert desk.images.image("n", image.firmware_id, ANN).signature_state == verdict


def test_a_signed_image_goes_out_with_signature_and_certificate_and_a_wrong_one_does_not(desk):
    pem = certificate(RSA)
    good = NewImage("Winter", "2.0", signing_certificate=pem, signature=signed(IMAGE, PSS, SHA256()))
    bad = NewImage("Winter", "2.0", signing_certificate=pem, signature=signed(b"x", PSS, SHA256()))
    desk.begin(desk.announced(good))

    with pytest.raises(Refused) as refused:
        desk.begin(desk.announced(bad))

    assert desk.asked[0].params["signing_certificate"] == pem
    assert desk.asked[0].params["signature"] == good.signature
    assert refused.value.code == "signature_invalid"
    assert len(desk.asked) == 1


def test_half_of_a_signature_is_refused(desk):
    with pytest.raises(Invalid):
        desk.announced(NewImage("Winter", "2.0", signature="QUJD"))


def test_an_image_removed_is_gone_with_its_file(desk):
    image = desk.announced()

    desk.images.remove("n", image.firmware_id, ANN)

    assert desk.images.files.stored(image.key) is None
    with pytest.raises(NotFound):
        desk.images.image("n", image.firmware_id, ANN)


def test_a_charge_point_fetches_the_image_by_the_address_it_was_given(desk):
    update = desk.begin()

    params = desk.asked[0].params
    assert requests.get(params["url"], timeout=5).content == IMAGE
    assert params["request_id"] == update.request_id
    assert "signature" not in params
    assert datetime.fromisoformat(params["retrieve_at"]) == desk.now


def test_an_update_runs_is_told_installed_and_is_confirmed_by_the_boot(desk):
    desk.begin()
    desk.answer()
    desk.tell("Downloading", "Downloaded", "SignatureVerified", "Installing", "Installed")
    (told,) = desk.shown
    desk.now += timedelta(minutes=5)
    desk.updates.after_boot("CP", Boot(desk.now, firmware_version="2.0"))

    (confirmed,) = desk.shown
    assert (told.state, told.status, told.confirmed_at) == ("INSTALLED", "Installed", None)
    assert confirmed.confirmed_at == desk.now
    assert desk.alarms == [("CP", "over")]


def test_a_failure_is_an_alarm_once_and_over_when_it_works_after_all(desk):
    desk.begin()
    desk.tell("Downloading", "DownloadFailed", "DownloadFailed")

    assert len(desk.alarms) == 1
    assert "could not fetch" in desk.alarms[0][1]
    desk.tell("Downloading", "Installed")
    assert desk.alarms[1:] == [("CP", "over")]


def test_a_status_of_another_request_is_about_that_one(desk):
    first = desk.begin()
    second = desk.begin()

    desk.tell("DownloadFailed", request_id=first.request_id)
    desk.tell("Downloading", request_id=second.request_id)
    desk.tell("Installed", request_id=99)

    assert [update.state for update in desk.shown] == ["RUNNING", "FAILED"]


def test_a_second_update_takes_the_place_of_the_first_when_it_is_accepted(desk):
    desk.begin()
    desk.tell("Downloading")
    desk.begin()
    before = [update.state for update in desk.shown]

    desk.answer()

    assert before == ["REQUESTED", "RUNNING"]
    assert [update.state for update in desk.shown] == ["REQUESTED", "SUPERSEDED"]


def test_a_refusal_leaves_the_first_one_running(desk):
    desk.begin()
    desk.tell("Downloading")
    desk.begin()

    desk.answer(CommandState.REJECTED, {"status": "Rejected"})

    assert [update.state for update in desk.shown] == ["FAILED", "RUNNING"]


def test_a_charge_point_that_takes_signed_images_only_is_told_of_plainly(desk):
    desk.begin()

    desk.answer(CommandState.FAILED, CommandFailure("NotSupported"))

    assert "signed images only" in desk.shown[0].detail


@pytest.mark.parametrize(
    "new",
    [NewImage("Winter", "2.0", vendor="Other"), NewImage("Winter", "2.0", vendor="maker", model="Model Y")],
)
def test_an_image_of_other_chargers_is_not_sent(desk, new):
    with pytest.raises(Refused) as refused:
        desk.begin(desk.announced(new))

    assert (refused.value.code, desk.asked) == ("wrong_model", [])


def test_an_image_of_this_model_is(desk):
    desk.begin(desk.announced(NewImage("Winter", "2.0", vendor="MAKER", model="model x")))

    assert len(desk.asked) == 1


def test_a_step_of_many_is_under_way_done_or_failed(desk):
    update, params = desk.updates.prepared("CP", desk.announced().firmware_id, None)
    command = desk.request("CP", "update_firmware", params, None)
    seen = [desk.updates.progress("CP", update.request_id)]
    desk.answer(CommandState.ACCEPTED, {})
    for status in ("Downloading", "InstallationFailed", "Installed"):
        desk.tell(status, request_id=update.request_id)
        seen.append(desk.updates.progress("CP", update.request_id))

    assert seen == ["UNDER_WAY", "UNDER_WAY", "FAILED", "DONE"]
    assert desk.shown[0].command_id == command.command_id
    assert desk.updates.progress("CP", 99) == "FAILED"


def test_an_update_that_waited_in_vain_has_failed_and_is_no_alarm_of_its_own(desk):
    desk.begin()

    desk.answer(CommandState.TIMED_OUT, CommandFailure("It was never sent."))

    assert desk.shown[0].state == "FAILED"
    assert "not connected while" in desk.shown[0].detail
    assert desk.alarms == []


def test_an_image_without_a_file_is_not_sent(desk):
    with pytest.raises(Refused) as refused:
        desk.begin(desk.announced(content=None))

    assert refused.value.code == "firmware_missing"


def test_when_is_told_and_held_within_what_an_address_lasts(desk):
    at = desk.now + timedelta(days=2)
    update = desk.begin(retrieve_at=at, install_at=at + timedelta(hours=1))

    assert (update.retrieve_at, desk.asked[0].params["retrieve_at"]) == (at, at.isoformat())
    for when in (
        {"retrieve_at": desk.now + timedelta(days=6)},
        {"retrieve_at": at, "install_at": at - timedelta(hours=1)},
    ):
        with pytest.raises(Invalid):
            desk.begin(**when)
    assert len(desk.shown) == 1


def test_what_lies_in_the_past_is_at_once(desk):
    update = desk.begin(retrieve_at=desk.now - timedelta(days=2), install_at=desk.now - timedelta(days=1))

    assert (update.retrieve_at, update.install_at) == (desk.now, None)


def test_an_image_of_another_network_is_not_there(desk):
    image, _ = desk.images.announce("other", ANN, V2)

    with pytest.raises(NotFound):
        desk.begin(image)


def test_an_update_stays_its_networks_when_another_one_takes_the_charge_points_id(desk):
    desk.begin()
    desk.network_id = "other"

    assert desk.shown == []


def test_strangers_are_told_nothing(desk):
    image = desk.announced()

    for look in (
        lambda: desk.images.image("n", image.firmware_id, BOB),
        lambda: desk.images.images("n", BOB, None, 10),
        lambda: desk.images.remove("n", image.firmware_id, BOB),
        lambda: desk.images.announce("n", BOB, V2),
        lambda: desk.updates.begin("CP", BOB, image.firmware_id),
        lambda: desk.updates.updates("CP", BOB, None, 10),
    ):
        with pytest.raises(NotFound):
            look()


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
