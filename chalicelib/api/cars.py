"""The caller's own cars."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from chalicelib.accounts.rules import Car
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import ONE_LINE, In, Items, Out
from chalicelib.kernel.caller import Caller
from chalicelib.stations.connectors import STANDARDS
from chalicelib.wiring import services


def _standard(name: str) -> str:
    if name not in STANDARDS:
        raise PydanticCustomError("connector", "This is an OCPI ConnectorType, like IEC_62196_T2.")
    return name


def _or_none(text: str | None) -> str | None:
    return text or None


Line = Annotated[str, Field(max_length=60, pattern=ONE_LINE)]
Words = Annotated[Line | None, AfterValidator(_or_none)]
Kwh = Annotated[Decimal, Field(gt=0, le=1000, decimal_places=2)]
Kw = Annotated[Decimal, Field(gt=0, le=5000, decimal_places=2)]
Standard = Annotated[str, AfterValidator(_standard)]

api = Api(__name__)


class CarIn(In):
    """A car, or what is to change of one. `connectors` are OCPI ConnectorType values."""

    name: Words = None
    make: Words = None
    model: Words = None
    plate: Words = None
    battery_kwh: Kwh | None = None
    connectors: Annotated[list[Standard], Field(max_length=10, default_factory=list)]
    max_ac_kw: Kw | None = None
    max_dc_kw: Kw | None = None

    def fields(self) -> dict[str, object]:
        """What was told, as fields of Car; a connector told twice counts once."""
        told = self.model_dump(exclude_unset=True)
        if "connectors" in told:
            told["connectors"] = tuple(dict.fromkeys(told["connectors"]))
        return told


class CarOut(Out):
    """A car."""

    car_id: str
    name: str | None
    make: str | None
    model: str | None
    plate: str | None
    battery_kwh: float | None
    connectors: list[str]
    max_ac_kw: float | None
    max_dc_kw: float | None
    version: Annotated[int, Field(exclude=True)]

    @classmethod
    def of(cls, car: Car) -> "CarOut":
        """The car on the wire."""
        return cls.model_validate(car)


@api.route("/me/cars", methods=["GET"], who=Who.ACCOUNT)
def list_cars(caller: Caller) -> Items[CarOut]:
    """My cars, the oldest first; they fit on one page."""
    return Items[CarOut](items=[CarOut.of(car) for car in services().accounts.cars(caller.account_id)])


@api.route("/me/cars", methods=["POST"], who=Who.ACCOUNT, status=201, idempotent=True)
def add_car(caller: Caller, body: CarIn) -> CarOut:
    """Add a car."""
    return CarOut.of(services().accounts.add_car(caller.account_id, body.fields()))


@api.route("/me/cars/{car_id}", methods=["GET"], who=Who.ACCOUNT)
def read_car(caller: Caller, car_id: str) -> CarOut:
    """One of my cars."""
    return CarOut.of(services().accounts.car(caller.account_id, car_id))


@api.route("/me/cars/{car_id}", methods=["PATCH"], who=Who.ACCOUNT)
def edit_car(caller: Caller, car_id: str, body: CarIn, if_match: int | None) -> CarOut:
    """Change one of my cars."""
    return CarOut.of(services().accounts.change_car(caller.account_id, car_id, body.fields(), if_match))


@api.route("/me/cars/{car_id}", methods=["DELETE"], who=Who.ACCOUNT, status=204)
def remove_car(caller: Caller, car_id: str) -> None:
    """Remove one of my cars."""
    services().accounts.remove_car(caller.account_id, car_id)
