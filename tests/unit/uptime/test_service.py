"""What has been of a charge point, as it is noted and told."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.charge_points.lines import Lines
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import ChargePoint, Command, CommandState, ConnectorStatus, Passwords
from chalicelib.charge_points.store import DynamoChargePoints
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.period import Period
from chalicelib.uptime.rules import Ended
from chalicelib.uptime.service import UptimeService
from chalicelib.uptime.store import DynamoUptime
from tests.unit.sessions.world import counted

START = datetime(2026, 6, 1, tzinfo=UTC)
ANN = Caller("ann")


class Life:
    """The charge point CP of two connectors, and time that passes."""

    def __init__(self):
        self.now_is, self.closed = START, {}
        self.points = DynamoChargePoints()
        connectors = {1: "station-0001", 2: "station-0002"}
        self.points.add(ChargePoint("CP", "station", "network", "Box", connectors), Passwords())
        self.service = UptimeService(
            DynamoUptime(),
            lambda: self.now_is,
            lambda *_: self.points.charge_point("CP"),
            lambda *_: self.points.details([self.points.charge_point("CP")])[0],
            self.points.presence,
            lambda charger_id, _: self.closed.get(charger_id, []),
        )
        self.lines = Lines(
            self.points,
            lambda _: None,
            lambda _: None,
            lambda: self.now_is,
            on_connected=self.service.connected,
            on_turned=self.service.turned,
        )

    def hours(self, count):
        self.now_is += timedelta(hours=count)

    def connect(self, connection_id):
        self.lines.connected("CP", Link(connection_id, "http://gateway", "ocpp1.6", self.now_is))

    def serve(self, hours):
        """Connected, and heard all the time."""
        self.connect("line")
        self.hours(hours)
        self.points.touch("CP", "line", self.now_is)

    def disconnect(self):
        self.lines.disconnected("CP", "line")

    def status(self, word, connector_id=1, error="NoError"):
        self.now_is += timedelta(microseconds=1)
        self.lines.status("CP", ConnectorStatus(connector_id, word, error, self.now_is))

    def availability(self, *, operative, connector_id=0, state=CommandState.ACCEPTED):
        params = {"connector_id": connector_id, "operative": operative}
        command = Command("c", "CP", "change_availability", params, state, "ann", self.now_is, self.now_is)
        self.service.availability_changed(command, {}, state)

    def week(self):
        return self.service.uptime("CP", ANN)[0]


@pytest.fixture
def life(aws):
    return Life()


def hours_of(figures):
    hour = timedelta(hours=1)
    spent = (figures.up, figures.offline, figures.faulted, figures.excused)
    return tuple(round(one / hour, 2) for one in spent)


def test_before_it_was_ever_connected_nothing_counts(life):
    week = life.week()

    assert week.whole.percent is None
    assert hours_of(week.whole) == (0, 0, 0, 168)


def test_connected_then_away_then_back(life):
    life.serve(30)
    life.disconnect()
    life.hours(10)
    life.serve(60)

    assert hours_of(life.week().whole) == (90, 10, 0, 68)
    assert life.week().whole.percent == 90.0
    assert [span.days for span in life.service.uptime("CP", ANN)] == [7, 30, 90]


def test_still_away(life):
    life.serve(30)
    life.disconnect()
    life.hours(10)

    assert hours_of(life.week().whole) == (30, 10, 0, 128)


def test_silence_counts_from_when_it_was_too_long(life):
    life.serve(30)
    life.hours(10)

    assert hours_of(life.week().whole) == (30.18, 9.82, 0, 128)


def test_a_connector_that_breaks_is_half_of_two(life):
    life.serve(20)
    life.status("Faulted", error="GroundFailure")
    life.hours(10)
    life.points.touch("CP", "line", life.now_is)
    life.status("Available")
    life.hours(0.1)

    week = life.week()
    assert hours_of(week.connectors[1])[2] == 10
    assert hours_of(week.connectors[2])[2] == 0
    assert hours_of(week.whole)[2] == 5


def test_out_of_service_by_command_and_closed_by_its_managers_is_excused(life):
    life.serve(10)
    life.availability(operative=False)
    life.disconnect()
    life.hours(20)
    life.serve(0)
    life.availability(operative=True)
    life.closed["station-0001"] = [Period(life.now_is, life.now_is + timedelta(hours=5))]
    life.serve(10)

    week = life.week()
    assert hours_of(week.connectors[1]) == (15, 0, 0, 153)
    assert hours_of(week.connectors[2]) == (20, 0, 0, 148)


@pytest.mark.parametrize("state", [CommandState.REJECTED, CommandState.FAILED])
def test_a_command_that_was_not_accepted_excuses_nothing(life, state):
    life.serve(10)
    life.availability(operative=False, state=state)
    life.serve(10)

    assert hours_of(life.week().whole) == (20, 0, 0, 148)


def test_operative_ends_what_it_names_and_the_whole_ends_all(life):
    life.serve(1)
    life.availability(operative=False, connector_id=1)
    life.availability(operative=False, connector_id=1)
    life.availability(operative=False, connector_id=2)
    life.serve(1)
    life.availability(operative=True, connector_id=2)
    between = DynamoUptime().outages("CP")
    life.availability(operative=True)

    assert [(one.connector_id, one.until is None) for one in between] == [(1, True), (2, False)]
    assert all(one.until is not None for one in DynamoUptime().outages("CP"))


def test_connections_are_listed_with_their_ends_across_pages(life):
    life.serve(1)
    life.disconnect()
    life.hours(2)
    life.serve(3)
    life.connect("other")

    first = life.service.connections("CP", ANN, None, 2)
    second = life.service.connections("CP", ANN, first.next_cursor, 2)

    told = [
        (one.connected_at, one.disconnected_at, one.offline_before, one.ended)
        for one in (*first.items, *second.items)
    ]
    hour, none = timedelta(hours=1), timedelta()
    assert told == [
        (START + 6 * hour, None, none, Ended.REPLACED),
        (START + 3 * hour, START + 6 * hour, 2 * hour, Ended.CLOSED),
        (START, START + hour, none, None),
    ]


def test_faults_are_listed_the_newest_first(life):
    life.connect("line")
    life.status("Faulted", error="GroundFailure")
    life.status("Faulted", 2, error="OverVoltage")
    life.status("Faulted", error="HighTemperature")
    life.status("Available")

    found = life.service.faults("CP", ANN, None, 10).items

    assert [(one.connector_id, one.error_code, one.until is None) for one in found] == [
        (1, "HighTemperature", False),
        (2, "OverVoltage", True),
        (1, "GroundFailure", False),
    ]


def test_what_an_earlier_charge_point_of_that_id_did_is_not_told(life):
    life.serve(5)
    life.status("Faulted")
    box = life.points.charge_point("CP")
    life.points.remove(box)
    life.hours(1)
    anew = ChargePoint("CP", "other", "other", "Box", box.connectors, created_at=life.now_is)
    life.points.add(anew, Passwords())

    assert life.service.connections("CP", ANN, None, 10).items == []
    assert life.service.faults("CP", ANN, None, 10).items == []
    assert life.week().whole.percent is None
    life.serve(5)
    assert hours_of(life.week().whole) == (5, 0, 0, 163)


def test_a_connect_costs_one_write_more(life):
    before = life.points.presence("CP")
    with counted() as requests:
        life.service.connected("CP", Link("x", "http://gateway", "ocpp1.6", START), before)

    assert requests == {"reads": 0, "writes": 1, "transactions": 0}
