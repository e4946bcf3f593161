from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Changed, DomainError, Forbidden, NotFound, Refused, Stale
from chalicelib.networks.rules import Role
from chalicelib.stations import service as stations_service
from chalicelib.stations.rules import MOST_CHARGERS, Charger, Station
from chalicelib.stations.service import StationService
from chalicelib.stations.store import DynamoStations
from tests.unit.stations.scenes import (
    CCS,
    MEMBER,
    OWNER,
    STRANGER,
    Circles,
    Doings,
    charger_draft,
    draft,
    network,
)

pytestmark = pytest.mark.usefixtures("aws")


@dataclass
class Told:
    """What the charge points hear."""

    chargers: list[Charger] = field(default_factory=list)
    stations: list[str] = field(default_factory=list)


@pytest.fixture
def circles() -> Circles:
    return Circles()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def stations(circles: Circles, told: Told) -> StationService:
    ids = iter(f"{number:026}" for number in range(1000))
    return StationService(
        DynamoStations(),
        lambda: next(ids),
        circles.visible,
        circles.managed,
        circles.standing,
        Doings().live,
        told.chargers.append,
        told.stations.append,
    )


@pytest.fixture
def made(stations: StationService) -> Station:
    return stations.create("n1", OWNER, draft()).station


def test_a_station_comes_with_its_chargers(stations: StationService) -> None:
    made = stations.create("n1", OWNER, draft()).station

    assert stations.station(made.station_id) == made
    assert made.time_zone == "Europe/Berlin"
    assert [charger.name for charger in made.chargers] == ["Left", "2"]
    assert [stations.charger(charger.charger_id) for charger in made.chargers] == list(made.chargers)


@pytest.mark.parametrize(
    ("visibility", "caller", "seen"),
    [
        pytest.param("private", MEMBER, None, id="a member sees a private one"),
        pytest.param("private", STRANGER, NotFound, id="a stranger does not"),
        pytest.param("private", None, NotFound, id="nor does the public"),
        pytest.param("public", STRANGER, None, id="a stranger sees a public one"),
        pytest.param("public", None, None, id="and so does the public"),
    ],
)
def test_who_sees_it(
    stations: StationService,
    circles: Circles,
    made: Station,
    visibility: str,
    caller: Caller | None,
    seen: type[DomainError] | None,
) -> None:
    circles.networks["n1"] = network(visibility=visibility)
    asks: list[Callable[[], object]] = [
        lambda: stations.see(made.station_id, caller),
        lambda: stations.see_charger(made.chargers[0].charger_id, caller),
        lambda: stations.visible_charger(made.chargers[0].charger_id, caller),
        lambda: stations.of_network("n1", caller, None, 10),
    ]

    for ask in asks:
        assert failure(ask) is seen


@pytest.mark.parametrize(
    ("caller", "refusal"), [(MEMBER, Forbidden), (STRANGER, NotFound)], ids=["a member", "a stranger"]
)
def test_only_managers_change_it(
    stations: StationService, made: Station, caller: Caller, refusal: type[DomainError]
) -> None:
    charger_id = made.chargers[0].charger_id
    asks: list[Callable[[], object]] = [
        lambda: stations.create("n1", caller, draft()),
        lambda: stations.edit(made.station_id, caller, {"name": "Mine"}, None),
        lambda: stations.remove(made.station_id, caller),
        lambda: stations.add_charger(made.station_id, caller, charger_draft()),
        lambda: stations.edit_charger(charger_id, caller, {"name": "Mine"}, None),
        lambda: stations.remove_charger(charger_id, caller),
        lambda: stations.managed_station(made.station_id, caller),
        lambda: stations.managed_charger(charger_id, caller),
    ]

    assert [failure(ask) for ask in asks] == [refusal] * len(asks)
    assert stations.station(made.station_id) == made


def test_a_stranger_cannot_tell_a_private_station_from_none(stations: StationService, made: Station) -> None:
    words = []
    for station_id in (made.station_id, "absent"):
        with pytest.raises(NotFound) as refusal:
            stations.see(station_id, STRANGER)
        words.append(str(refusal.value))

    assert words[0] == words[1]


def test_an_edit_reaches_the_chargers(stations: StationService, made: Station) -> None:
    place = {"name": "Harbour", "latitude": 40.7, "longitude": -74.0, "in_service": False}
    after = stations.edit(made.station_id, OWNER, place, made.version).station  # type: ignore[arg-type]

    charger = stations.charger(made.chargers[0].charger_id)
    assert (after.version, after.time_zone) == (2, "America/New_York")
    assert (charger.station_name, charger.time_zone, charger.is_in_service) == (
        "Harbour",
        "America/New_York",
        False,
    )
    assert charger.in_service


def test_an_edit_of_an_older_version_is_refused(stations: StationService, made: Station) -> None:
    charger_id = made.chargers[0].charger_id
    stations.edit_charger(charger_id, OWNER, {"name": "Wall"}, 1)

    assert failure(lambda: stations.edit(made.station_id, OWNER, {"name": "Yard"}, made.version)) is Changed
    assert failure(lambda: stations.edit_charger(charger_id, OWNER, {"name": "Door"}, 1)) is Changed
    assert failure(lambda: stations.remove_charger(charger_id, OWNER, 1)) is Changed
    assert failure(lambda: stations.remove(made.station_id, OWNER, 1)) is Changed
    assert stations.charger(charger_id).name == "Wall"


def test_two_edits_at_once_both_hold(stations: StationService, made: Station) -> None:
    left, right = (charger.charger_id for charger in made.chargers)
    racing = replace(
        stations, store=Interrupted(lambda: stations.edit_charger(right, OWNER, {"name": "R"}, None))
    )

    racing.edit_charger(left, OWNER, {"name": "L"}, 1)

    assert [charger.name for charger in stations.station(made.station_id).chargers] == ["L", "R"]


def test_without_end_others_win(stations: StationService, made: Station) -> None:
    racing = replace(stations, store=AlwaysStale())

    with pytest.raises(Stale):
        racing.edit(made.station_id, OWNER, {"name": "Yard"}, None)


def test_chargers_come_and_go(stations: StationService, made: Station, told: Told) -> None:
    _, added = stations.add_charger(made.station_id, OWNER, charger_draft(connector=CCS))
    stations.bind(added.charger_id, "CP1", 1)
    stations.remove_charger(made.chargers[0].charger_id, OWNER)
    stations.remove_charger(added.charger_id, OWNER)

    assert stations.station(made.station_id).chargers == made.chargers[1:]
    assert [charger.charge_point_id for charger in told.chargers] == [None, "CP1"]
    assert failure(lambda: stations.charger(added.charger_id)) is NotFound


def test_a_station_has_so_many_chargers_and_no_more(stations: StationService) -> None:
    made = stations.create("n1", OWNER, draft(chargers=(charger_draft(),) * MOST_CHARGERS)).station

    with pytest.raises(Refused, match="chargers"):
        stations.add_charger(made.station_id, OWNER, charger_draft())


def test_a_removed_station_is_gone_with_all(stations: StationService, made: Station, told: Told) -> None:
    stations.remove(made.station_id, OWNER, made.version)

    assert failure(lambda: stations.station(made.station_id)) is NotFound
    assert failure(lambda: stations.charger(made.chargers[0].charger_id)) is NotFound
    assert told.stations == [made.station_id]


def test_a_charger_is_one_connector_at_a_time(stations: StationService, made: Station) -> None:
    charger_id = made.chargers[0].charger_id
    stations.bind(charger_id, "CP1", 1)
    stations.bind(charger_id, "CP1", 1)

    assert failure(lambda: stations.bind(charger_id, "CP2", 1)) is Refused
    assert stations.charger(charger_id).charge_point_id == "CP1"

    stations.bind(charger_id, None, None)
    assert not stations.charger(charger_id).is_networked


def test_what_is_gone_can_be_let_go_but_not_bound(stations: StationService, made: Station) -> None:
    for gone in (f"{made.station_id}-zzzz", "absent-0000"):
        stations.bind(gone, None, None)
        assert failure(lambda gone=gone: stations.bind(gone, "CP1", 1)) is NotFound  # type: ignore[misc]


def test_stations_follow_their_network_step_by_step(
    stations: StationService, circles: Circles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stations_service, "STEP", 2)
    ids = {stations.create("n1", OWNER, draft()).station.station_id for _ in range(5)}
    circles.networks["n1"] = network(visibility="public", name="Town")

    steps, cursor = 1, stations.network_changed(circles.networks["n1"])
    while cursor:
        steps, cursor = steps + 1, stations.network_changed(circles.networks["n1"], cursor)

    now = [stations.station(station_id) for station_id in ids]
    assert steps == 3
    assert {(station.is_public, station.network_name, station.version) for station in now} == {
        (True, "Town", 2)
    }


def test_a_network_that_goes_private_while_a_station_is_made(
    stations: StationService, circles: Circles
) -> None:
    """Nobody tells the new station, since it was not there yet; it must find out itself."""
    circles.networks["n1"] = network(visibility="public")

    def hide() -> None:
        circles.networks["n1"] = network(visibility="private")

    racing = replace(stations, store=Interrupted(hide))
    made = racing.create("n1", OWNER, draft()).station

    assert not stations.station(made.station_id).is_public


def test_who_may_book(stations: StationService, circles: Circles, made: Station) -> None:
    circles.networks["n1"] = network(visibility="public")
    charger = made.chargers[0]

    assert stations.see(made.station_id, MEMBER).may_book(charger)
    assert not stations.see(made.station_id, STRANGER).may_book(charger)
    assert not stations.see(made.station_id, MEMBER).may_book(replace(charger, in_service=False))
    assert stations.see(made.station_id, OWNER).role is Role.OWNER


class Interrupted(DynamoStations):
    """Before its first write somebody else does something."""

    def __init__(self, first: Callable[[], object]) -> None:
        self.waiting = [first]

    def add(self, station: Station) -> None:
        self._interrupt()
        super().add(station)

    def replace(self, before: Station, after: Station) -> None:
        self._interrupt()
        super().replace(before, after)

    def _interrupt(self) -> None:
        while self.waiting:
            self.waiting.pop()()


class AlwaysStale(DynamoStations):
    """Somebody else is always first."""

    def replace(self, before: Station, after: Station) -> None:  # noqa: ARG002
        raise Stale("changed_meanwhile", "")


def failure(ask: Callable[[], object]) -> type[DomainError] | None:
    try:
        ask()
    except DomainError as error:
        return type(error)
    return None
