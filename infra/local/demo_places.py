"""Who and where the demo community is: data only, and how it is written for the API."""

from dataclasses import dataclass
from typing import Any

TYPE_2 = "IEC_62196_T2"
CCS = "IEC_62196_T2_COMBO"
CHADEMO = "CHADEMO"


@dataclass(frozen=True)
class Person:
    """Somebody who can log in."""

    name: str
    email: str
    role: str


@dataclass(frozen=True)
class Charger:
    """One charger and what it costs; a price of None is not asked."""

    name: str
    standard: str
    max_kw: float
    per_kwh: str | None = None
    per_hour: str | None = None
    per_session: str | None = None

    def body(self) -> dict[str, Any]:
        """As NEWCHARGER of the API."""
        is_dc = self.standard != TYPE_2
        connector = {
            "standard": self.standard,
            "format": "CABLE" if is_dc else "SOCKET",
            "power_type": "DC" if is_dc else "AC_3_PHASE",
            "max_kw": self.max_kw,
        }
        tariff = {
            "currency": "EUR",
            "price_per_kwh": self.per_kwh,
            "price_per_hour": self.per_hour,
            "price_per_session": self.per_session,
        }
        return {"name": self.name, "connectors": [connector], "tariff": tariff}


@dataclass(frozen=True)
class Box:
    """A charge point whose connectors 1, 2, ... are these chargers of its station (counted from 0)."""

    name: str
    chargers: tuple[int, ...]
    ocpp: str = "1.6"


@dataclass(frozen=True)
class Place:
    """One station; chargers that no box has are plain."""

    name: str
    street: str
    latitude: float
    longitude: float
    chargers: tuple[Charger, ...]
    boxes: tuple[Box, ...] = ()
    access_notes: str = ""

    def body(self) -> dict[str, Any]:
        """As NEWSTATION of the API."""
        address = {
            "line": self.street,
            "city": "Freiburg im Breisgau",
            "postal_code": "79098",
            "country": "DEU",
        }
        return {
            "name": self.name,
            "address": address,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "access_notes": self.access_notes,
            "chargers": [charger.body() for charger in self.chargers],
        }


@dataclass(frozen=True)
class Network:
    """A circle of people and their stations."""

    name: str
    description: str
    visibility: str
    places: tuple[Place, ...]

    def body(self) -> dict[str, Any]:
        """As POST /v1/networks takes it."""
        return {
            "name": self.name,
            "description": self.description,
            "visibility": self.visibility,
            "joining": "shared_code",
        }


PEOPLE = (
    Person("Ada Lindner", "ada@demo.example", "owner"),
    Person("Ben Okafor", "ben@demo.example", "driver"),
    Person("Chiara Neri", "chiara@demo.example", "driver"),
)

LINDENHOF = Network(
    "Lindenhof",
    "The neighbours of Lindenhof share their chargers.",
    "private",
    (
        Place(
            "Lindenhof courtyard",
            "Lindenhof 1",
            47.9931,
            7.8463,
            (
                Charger("Left", TYPE_2, 11, per_kwh="0.29"),
                Charger("Right", TYPE_2, 11, per_kwh="0.29"),
                Charger("Wall socket", TYPE_2, 3.7, per_hour="0.80"),
            ),
            (Box("Courtyard box", (0, 1)),),
            "Through the gate; the wall socket is for guests.",
        ),
        Place(
            "Underground garage",
            "Lindenhof 7",
            47.9952,
            7.8427,
            (
                Charger("Bay 12", TYPE_2, 22, per_kwh="0.32", per_session="0.50"),
                Charger("Bay 13", TYPE_2, 22, per_kwh="0.32", per_session="0.50"),
            ),
            (Box("Bay 12", (0,)), Box("Bay 13", (1,))),
        ),
        Place(
            "Workshop",
            "Handwerkergasse 3",
            48.0069,
            7.8378,
            (Charger("Yard", CCS, 50, "0.45"),),
            (Box("Yard", (0,), ocpp="2.0.1"),),
        ),
    ),
)

TOWN = Network(
    "Freiburg Charges",
    "Chargers that anyone may use.",
    "public",
    (
        Place(
            "Old Town car park",
            "Marktgasse 12",
            47.9963,
            7.8531,
            (
                Charger("1", TYPE_2, 22, per_kwh="0.44"),
                Charger("2", TYPE_2, 22, per_kwh="0.44"),
                Charger("3", CCS, 75, per_kwh="0.59", per_hour="1.00"),
            ),
            (Box("Posts 1 and 2", (0, 1)), Box("Fast charger", (2,))),
        ),
        Place(
            "Station square",
            "Bahnhofsallee 4",
            47.9978,
            7.8414,
            (Charger("A", CCS, 150, per_kwh="0.64"), Charger("B", CHADEMO, 50, per_kwh="0.64")),
            (Box("Fast charger", (0, 1)),),
        ),
        Place(
            "Stadium",
            "Am Stadion 1",
            48.0206,
            7.8297,
            (Charger("North", TYPE_2, 11, "0.39"),),
            (Box("North", (0,)),),
        ),
    ),
)
