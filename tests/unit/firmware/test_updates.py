"""Images and updates on pretended storage: the charge point is played, the bucket is moto's."""

from datetime import timedelta

import pytest

from chalicelib.charge_points.rules import Boot, CommandFailure, CommandState
from chalicelib.firmware.images import NewImage
from chalicelib.kernel.errors import Invalid, NotFound, Refused
from tests.unit.firmware.desk import ANN, BOB, V2, Desk


@pytest.fixture
def desk(aws):
    return Desk()


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
