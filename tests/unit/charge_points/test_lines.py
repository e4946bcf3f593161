import pytest

from chalicelib.charge_points.rules import ACCEPTED, REJECTED, Boot, ConnectorStatus

KEY = ("CP", 1)


def status(box, word, **more):
    return ConnectorStatus(1, word, "NoError", box.now_is, **more)


def test_a_charge_point_that_was_never_heard_is_offline(box):
    assert box.lines.statuses([KEY, ("NOBODY", 1)]) == {KEY: (None, False), ("NOBODY", 1): (None, False)}


def test_statuses_of_many_connectors(box):
    box.connect()
    box.lines.status("CP", status(box, "Charging"))

    found = box.lines.statuses([KEY, ("CP", 2), KEY])

    assert found[KEY] == (status(box, "Charging"), True)
    assert found["CP", 2] == (None, True)


def test_the_newest_connection_wins_and_the_end_of_the_old_one_changes_nothing(box):
    box.connect("old")
    box.connect("new")

    box.lines.disconnected("CP", "old")

    assert box.hung_up == ["old"]
    assert box.lines.statuses([KEY])[KEY][1] is True


def test_a_closed_socket_is_offline_at_once_and_last_seen_stays(box):
    box.connect()
    box.lines.disconnected("CP", "conn")

    presence = box.store.presence("CP")
    assert presence.link is None
    assert presence.last_seen_at == box.now_is
    assert box.lines.statuses([KEY])[KEY][1] is False


@pytest.mark.parametrize(("minutes", "online"), [(11, True), (11.1, False)])
def test_silence_of_more_than_two_heartbeats_is_offline(box, minutes, online):
    box.connect()

    box.later(minutes=minutes)

    assert box.lines.statuses([KEY])[KEY][1] is online


def test_heartbeats_each_five_minutes_keep_it_online_and_seconds_apart_cost_nothing(box, monkeypatch):
    box.connect()
    writes = []
    touch = box.store.touch
    monkeypatch.setattr(box.store, "touch", lambda *heard: (writes.append(heard), touch(*heard))[1])

    for _ in range(60):
        box.lines.seen("CP", "conn")
        box.later(seconds=10)

    assert len(writes) == 3
    assert box.lines.statuses([KEY])[KEY][1] is True


def test_a_message_of_a_replaced_socket_does_not_make_it_the_newest(box):
    box.connect("old")
    box.connect("new")

    box.lines.seen("CP", "old")

    assert box.store.presence("CP").link.connection_id == "new"


def test_a_status_that_is_late_does_not_undo_a_newer_one(box):
    late = status(box, "Preparing")
    box.later(seconds=1)
    box.lines.status("CP", status(box, "Charging"))

    box.lines.status("CP", late)

    assert box.lines.statuses([KEY])[KEY][0].status == "Charging"


def test_what_is_known_of_a_charge_point(box):
    box.connect()
    box.lines.booted("CP", Boot(box.now_is, "Vendor", "Model", None, "1.0"), ACCEPTED)
    box.lines.status("CP", status(box, "Faulted", info="hot", vendor_error_code="E7"))
    box.lines.reported("CP", "firmware", "Installed")

    (detail,) = box.store.details([box.store.charge_point("CP")])

    assert detail.boot == Boot(box.now_is, "Vendor", "Model", None, "1.0")
    assert detail.statuses == {1: status(box, "Faulted", info="hot", vendor_error_code="E7")}
    assert detail.presence.link.protocol == "ocpp1.6"


@pytest.mark.parametrize(
    ("hook", "tell"),
    [
        pytest.param("on_booted", lambda lines, at: lines.booted("CP", Boot(at), REJECTED), id="a boot"),
        pytest.param("on_reported", lambda lines, _: lines.reported("CP", "log", "Uploaded"), id="an upload"),
    ],
)
def test_what_could_not_be_kept_is_not_answered_as_if_it_were(box, hook, tell):
    def away(*_):
        raise ConnectionError

    setattr(box.lines, hook, away)

    with pytest.raises(ConnectionError):
        tell(box.lines, box.now_is)
