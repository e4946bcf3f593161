"""The demo community: people, networks, stations, charge points and bookings, made over the public API."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from infra.local.api_client import ApiClient
from infra.local.demo_places import LINDENHOF, PEOPLE, TOWN, Box, Network, Person, Place
from infra.simulator.known import Known, Plug, write

PASSWORD = "lindenhof-by-day"  # noqa: S105 - of made-up people in a stack that only this machine can reach


@dataclass(frozen=True)
class Demo:
    """What a newcomer needs to know of it, and what the simulator does."""

    network_name: str
    join_code: str
    password: str
    people: tuple[Person, ...]
    charge_points: tuple[Known, ...]

    @classmethod
    def read(cls, file: Path) -> "Demo":
        """As kept by `write`; its charge points have a file of their own."""
        kept = json.loads(file.read_text())
        people = tuple(Person(**person) for person in kept["people"])
        return cls(kept["network_name"], kept["join_code"], kept["password"], people, ())

    def write(self, file: Path, charge_points: Path) -> None:
        """`charge_points` is the simulator's, which changes passwords in it when it is told to."""
        write(charge_points, self.charge_points)
        kept = asdict(self)
        del kept["charge_points"]
        file.write_text(json.dumps(kept, indent=2) + "\n")


def load(url: str, check: Callable[[], None]) -> Demo:
    """Make it all at the stack of that URL. `check` raises when a part of the stack has ended."""
    clients = []
    for person in PEOPLE:
        check()
        profile = {"locale": "en", "time_zone": "Europe/Berlin"}
        clients.append(ApiClient(url).sign_up(person.email, PASSWORD, person.name, **profile))
    owner, *drivers = clients
    for place, client in enumerate(clients):
        client.create("/me/cars", _car(place))
    home, chargers, known = _network(owner, LINDENHOF)
    _, _, more = _network(owner, TOWN)
    code = home["join_code"]["code"]
    for driver in drivers:
        driver.post("/networks/join", {"code": code})
    _bookings(drivers, chargers)
    for client in clients:
        client.http.close()
    return Demo(LINDENHOF.name, code, PASSWORD, PEOPLE, tuple(known + more))


def _network(owner: ApiClient, network: Network) -> tuple[dict[str, Any], list[str], list[Known]]:
    """The network as made, its chargers, its charge points with their passwords."""
    made = owner.create("/networks", network.body())
    chargers: list[str] = []
    known: list[Known] = []
    for place in network.places:
        station = owner.create(f"/networks/{made['network_id']}/stations", place.body())
        by_name = {charger["name"]: charger["charger_id"] for charger in station["chargers"]}
        ids = [by_name[charger.name] for charger in place.chargers]
        chargers += ids
        known += [_charge_point(owner, station["station_id"], ids, box, place) for box in place.boxes]
    return made, chargers, known


def _charge_point(owner: ApiClient, station_id: str, chargers: list[str], box: Box, place: Place) -> Known:
    """One networked box: its connectors 1, 2, ... are the chargers named by `box`."""
    connectors = [
        {"connector_id": number, "charger_id": chargers[place_in_station]}
        for number, place_in_station in enumerate(box.chargers, start=1)
    ]
    body = {"name": box.name, "connectors": connectors}
    point = owner.create(f"/stations/{station_id}/charge-points", body)
    plugs = tuple(
        Plug(number, place.chargers[place_in_station].max_kw)
        for number, place_in_station in enumerate(box.chargers, start=1)
    )
    return Known(point["charge_point_id"], point["password"], plugs, box.ocpp)


def _bookings(drivers: list[ApiClient], chargers: list[str]) -> None:
    """A few for the hours to come, none on the first charger: it is the newcomer's."""
    quarter = timedelta(minutes=15)
    now = datetime.now(UTC)
    first = now - (now - datetime.min.replace(tzinfo=UTC)) % quarter + quarter
    for number, (charger_id, after, length) in enumerate(
        zip(chargers[1:], (0, 4, 10, 2), (6, 8, 4, 12), strict=False)
    ):
        start = first + after * quarter
        period = {"start_date_time": _z(start), "end_date_time": _z(start + length * quarter)}
        drivers[number % len(drivers)].create(f"/chargers/{charger_id}/bookings", period)


def _car(place: int) -> dict[str, Any]:
    name, make, model, battery, most_dc = (
        ("Family car", "Volkswagen", "ID.4", 77, 135),
        ("Blue one", "Renault", "Zoe", 52, 46),
        ("Small one", "Fiat", "500e", 42, 85),
        ("Work", "Hyundai", "Ioniq 5", 77, 220),
    )[place % 4]
    connectors = ["IEC_62196_T2", "IEC_62196_T2_COMBO"]
    return {
        "name": name,
        "make": make,
        "model": model,
        "plate": f"FR-PN {place + 1}",
        "battery_kwh": battery,
        "connectors": connectors,
        "max_ac_kw": 11,
        "max_dc_kw": most_dc,
    }


def _z(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")
