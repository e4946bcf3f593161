"""New charge points for the simulator, made over the public API for an account that exists."""

import math
import secrets
from dataclasses import dataclass

import httpx

from infra.local.api_client import ApiClient, ApiRefused
from infra.simulator.known import Known, Plug

MIDDLE = (47.9959, 7.8522)
MAX_KW = 11


class Unregistered(Exception):
    """The API refused, or could not be reached."""


@dataclass(frozen=True)
class Registration:
    """What was made: charge points in a new private network, and an RFID token of its owner."""

    charge_points: list[Known]
    ocpp_url: str
    token_uid: str


def register(api: str, email: str, password: str, count: int) -> Registration:
    """`count` stations of one charger each, owned by that account. Raises Unregistered."""
    try:
        with ApiClient(api).log_in(email, password) as client:
            about = {"name": "Simulated chargers", "visibility": "private", "joining": "restricted"}
            network = client.create("/networks", about)
            made = [_station(client, network["network_id"], number) for number in range(1, count + 1)]
            uid = f"SIM{secrets.token_hex(6).upper()}"
            client.create("/me/tokens", {"uid": uid, "name": "Simulated chargers"})
    except (ApiRefused, httpx.HTTPError) as error:
        raise Unregistered(error) from error
    return Registration([known for known, _ in made], made[0][1], uid)


def _station(client: ApiClient, network_id: str, number: int) -> tuple[Known, str]:
    angle, far = number * 2.4, 0.004 * math.sqrt(number)  # a sunflower: evenly spread, however many
    connector = {"standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE", "max_kw": MAX_KW}
    tariff = {"currency": "EUR", "price_per_kwh": "0.30", "price_per_hour": None, "price_per_session": None}
    new = {
        "name": f"Simulated {number}",
        "latitude": round(MIDDLE[0] + far * math.sin(angle), 6),
        "longitude": round(MIDDLE[1] + far * math.cos(angle) * 1.5, 6),
        "chargers": [{"name": "A", "connectors": [connector], "tariff": tariff}],
    }
    station = client.create(f"/networks/{network_id}/stations", new)
    charger_id = station["chargers"][0]["charger_id"]
    path = f"/stations/{station['station_id']}/charge-points"
    point = client.create(path, {"connectors": [{"connector_id": 1, "charger_id": charger_id}]})
    known = Known(point["charge_point_id"], point["password"], (Plug(1, MAX_KW),))
    return known, point["ocpp_url"].rsplit("/", 1)[0]
