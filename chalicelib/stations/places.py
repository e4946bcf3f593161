"""Addresses to positions, where a look-up is configured; where none is, the pin on the map does."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from chalicelib.stations.rules import Address

MOST_PLACES = 8


@dataclass(frozen=True)
class Place:
    """Where something is, and how it is called."""

    label: str
    latitude: float
    longitude: float
    address: Address = field(default_factory=Address)


class Places(Protocol):
    """A look-up."""

    @property
    def is_available(self) -> bool:
        """Whether there is one."""

    def find(self, text: str) -> list[Place]:
        """The best matches first, at most MOST_PLACES."""


@dataclass(frozen=True)
class NoPlaces:
    """No look-up is configured."""

    is_available: bool = False

    def find(self, text: str) -> list[Place]:  # noqa: ARG002 - as every look-up is asked
        """Nothing."""
        return []


@dataclass(frozen=True)
class AmazonPlaces:
    """Amazon Location's place index `index`; `client` is botocore's for `location`."""

    client: Any
    index: str
    is_available: bool = True

    def find(self, text: str) -> list[Place]:
        """The best matches first, at most MOST_PLACES."""
        answer = self.client.search_place_index_for_text(
            IndexName=self.index, Text=text, MaxResults=MOST_PLACES
        )
        return [_place(result["Place"]) for result in answer["Results"]]


def _place(told: dict[str, Any]) -> Place:
    longitude, latitude = told["Geometry"]["Point"]
    line = " ".join(filter(None, (told.get("Street"), told.get("AddressNumber"))))
    address = Address(line, told.get("Municipality", ""), told.get("PostalCode", ""), told.get("Country", ""))
    return Place(told.get("Label", ""), latitude, longitude, address)
