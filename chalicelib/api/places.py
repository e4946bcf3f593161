"""Address look-up."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.addresses import AddressOut
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import In, Out
from chalicelib.kernel.caller import Caller
from chalicelib.wiring import services

api = Api(__name__)


class PlacesQuery(In):
    """What was typed."""

    q: Annotated[str, Field(min_length=1, max_length=200)]


class PlaceOut(Out):
    """Where something is, and how it is called."""

    label: str
    latitude: float
    longitude: float
    address: AddressOut


class PlacesOut(Out):
    """The best matches first; `available` is false where no look-up is configured and the pin must do."""

    items: list[PlaceOut]
    available: bool


@api.route("/places", methods=["GET"], who=Who.ACCOUNT)
def find_places(caller: Caller, query: PlacesQuery) -> PlacesOut:  # noqa: ARG001 - an account is needed
    """Positions of an address or a place by name."""
    places = services().places
    found = [PlaceOut.model_validate(place) for place in places.find(query.q)]
    return PlacesOut(items=found, available=places.is_available)
