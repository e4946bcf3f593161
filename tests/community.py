"""A community made over the public API, for one test alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from infra.local.api_client import ApiClient

PASSWORD = "correct horse battery"
TYPE_2 = {"standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE", "max_kw": 11}
TARIFF = {"currency": "EUR", "price_per_kwh": "0.30", "price_per_hour": None, "price_per_session": "0.50"}
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Community:
    """As the API answered. `charger` is connector 1 of `charge_point`; `plain` has no OCPP."""

    owner: ApiClient
    driver: ApiClient
    network: dict[str, Any]
    station: dict[str, Any]
    charger: dict[str, Any]
    plain: dict[str, Any]
    charge_point: dict[str, Any]
    newcomer: Callable[..., ApiClient]

    def member(self, name: str = "Member") -> ApiClient:
        """One more who has joined by the code."""
        return joined(self.newcomer(name), self.network)

    def book(self, driver: ApiClient, start: datetime, quarters: int = 4) -> dict[str, Any]:
        """A booking of the networked charger."""
        period = {"start_date_time": instant(start), "end_date_time": instant(start + quarters * QUARTER)}
        booking: dict[str, Any] = driver.create(f"/chargers/{self.charger['charger_id']}/bookings", period)
        return booking


def found(somebody: Callable[..., ApiClient], **about: Any) -> Community:
    """`about` goes into the network: visibility, policy, ..."""
    owner, driver = somebody("Owner"), somebody("Driver")
    new = {"name": "Neighbours", "visibility": "private", "joining": "shared_code"} | about
    network = owner.create("/networks", new)
    joined(driver, network)
    chargers = [{"name": name, "connectors": [TYPE_2], "tariff": TARIFF} for name in ("Networked", "Plain")]
    place = {"name": "Courtyard", "latitude": 47.9931, "longitude": 7.8463, "chargers": chargers}
    station = owner.create(f"/networks/{network['network_id']}/stations", place)
    charger, plain = (
        next(charger for charger in station["chargers"] if charger["name"] == name)
        for name in ("Networked", "Plain")
    )
    box = {"connectors": [{"connector_id": 1, "charger_id": charger["charger_id"]}]}
    charge_point = owner.create(f"/stations/{station['station_id']}/charge-points", box)
    return Community(owner, driver, network, station, charger, plain, charge_point, somebody)


def joined(client: ApiClient, network: dict[str, Any]) -> ApiClient:
    """The same client, now a member."""
    client.post("/networks/join", {"code": network["join_code"]["code"]})
    return client


def buoy(stranger: ApiClient) -> None:
    """A public station of theirs at the other end of the world."""
    sea = stranger.create("/networks", {"name": "Sea", "visibility": "public", "joining": "restricted"})
    place = {"name": "Buoy", "latitude": -48.9, "longitude": -123.4, "chargers": []}
    stranger.create(f"/networks/{sea['network_id']}/stations", place)


def next_quarter(after: timedelta = timedelta()) -> datetime:
    """The first instant on the grid that is at least `after` from now."""
    now = datetime.now(UTC) + after
    return now - (now - datetime.min.replace(tzinfo=UTC)) % QUARTER + QUARTER


def instant(at: datetime) -> str:
    """As the API takes it."""
    return at.isoformat().replace("+00:00", "Z")
