"""When chargers are free."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from chalicelib.api.chargers import ConnectorShown, Standard
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Day, Id, In, Instant, Out
from chalicelib.api.stations import Latitude, Longitude
from chalicelib.api.tariffs import TariffOut
from chalicelib.api.violations import ViolationOut
from chalicelib.bookings.availability import FreeDay, FreeDays
from chalicelib.bookings.nearby import Near, Search
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import MINUTE
from chalicelib.stations.showing import Filters
from chalicelib.wiring import services

api = Api(__name__)

MOST_DAYS = 31
MOST_MINUTES = 24 * 60


class DaysQuery(In):
    """Some days of the station's calendar."""

    from_: Day = Field(alias="from")
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 1


class DayQuery(In):
    """One day of the station's calendar."""

    date: Day


class PeriodOut(Out):
    """A stretch of time; its end is not part of it."""

    start_date_time: AwareDatetime
    end_date_time: AwareDatetime

    @classmethod
    def of(cls, period: Period) -> Self:
        """Its two ends."""
        return cls(start_date_time=period.start, end_date_time=period.end)


class FreeDayOut(Out):
    """A day from midnight to midnight; what is neither free nor busy is over, closed, or too short."""

    date: date
    free: list[PeriodOut]
    busy: list[PeriodOut]

    @classmethod
    def of(cls, day: FreeDay) -> Self:
        """What can still be booked, and what somebody holds."""
        return cls(
            date=day.date,
            free=[PeriodOut.of(stretch) for stretch in day.free],
            busy=[PeriodOut.of(stretch) for stretch in day.busy],
        )


class FreeDaysOut(Out):
    """A charger's days."""

    charger_id: str
    charger_name: str
    time_zone: str
    grid_minutes: int
    in_service: bool
    days: list[FreeDayOut]

    @classmethod
    def of(cls, found: FreeDays) -> Self:
        """Of one charger."""
        charger = found.charger
        return cls(
            charger_id=charger.charger_id,
            charger_name=charger.name,
            time_zone=charger.time_zone,
            grid_minutes=found.grid // MINUTE,
            in_service=charger.is_in_service,
            days=[FreeDayOut.of(day) for day in found.days],
        )


class StationDayOut(Out):
    """One day of all chargers of a station."""

    station_id: str
    date: date
    time_zone: str
    chargers: list[FreeDaysOut]


class NearQuery(In):
    """A time, a place, and what the charger must have."""

    latitude: Latitude
    longitude: Longitude
    radius_km: Annotated[float, Field(gt=0, le=25, allow_inf_nan=False)] = 5
    start_date_time: Instant
    duration_minutes: Annotated[int, Field(ge=5, le=MOST_MINUTES)]
    connector: Standard | None = None
    min_kw: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    network_id: Id | None = None

    def search(self) -> Search:
        """As the rules know it."""
        end = self.start_date_time + timedelta(minutes=self.duration_minutes)
        min_kw = None if self.min_kw is None else Decimal(str(self.min_kw))
        filters = Filters(connector=self.connector, min_kw=min_kw, network_id=self.network_id)
        return Search(
            self.latitude, self.longitude, self.radius_km, Period(self.start_date_time, end), filters
        )


class NearOut(Out):
    """A charger near the place."""

    charger_id: str
    station_id: str
    network_id: str
    network_name: str
    station_name: str
    charger_name: str
    latitude: float
    longitude: float
    time_zone: str
    distance_km: float
    connectors: list[ConnectorShown]
    tariff: TariffOut
    is_free: bool = Field(description="Whether nobody holds it then, and it is open.")
    next_free_at: AwareDatetime | None = Field(
        description="When a booking so long could begin: then, or within 24 hours after; else null."
    )
    may_book: bool = Field(description="Whether the caller could book it then: free, and no rule says no.")
    violations: list[ViolationOut] = Field(description="The rules that say no, whoever holds it.")

    @classmethod
    def of(cls, near: Near) -> Self:
        """As it was found."""
        station, charger = near.station, near.charger
        return cls(
            charger_id=charger.charger_id,
            station_id=station.station_id,
            network_id=station.network_id,
            network_name=station.network_name,
            station_name=station.name,
            charger_name=charger.name,
            latitude=station.latitude,
            longitude=station.longitude,
            time_zone=station.time_zone,
            distance_km=round(near.distance_km, 3),
            connectors=[ConnectorShown.model_validate(connector) for connector in charger.connectors],
            tariff=TariffOut.of(charger.tariff),
            is_free=near.is_free,
            next_free_at=near.next_free_at,
            may_book=near.may_book,
            violations=[ViolationOut.model_validate(found) for found in near.violations],
        )


class NearbyOut(Out):
    """Chargers near the place, nearest first."""

    items: list[NearOut]
    truncated: bool = Field(
        description="There are more around than were looked at: at most 100 chargers are."
    )


@api.route("/chargers/{charger_id}/availability", methods=["GET"], who=Who.ANYONE)
def charger_availability(charger_id: str, caller: Caller | None, query: DaysQuery) -> FreeDaysOut:
    """When a charger is free on some days, within its hours, on the grid of its policy."""
    return FreeDaysOut.of(services().availability.days(charger_id, caller, query.from_, query.days))


@api.route("/stations/{station_id}/availability", methods=["GET"], who=Who.ANYONE)
def station_availability(station_id: str, caller: Caller | None, query: DayQuery) -> StationDayOut:
    """When each charger of a station is free on one day."""
    station, found = services().availability.of_station(station_id, caller, query.date)
    return StationDayOut(
        station_id=station.station_id,
        date=query.date,
        time_zone=station.time_zone,
        chargers=[FreeDaysOut.of(days) for days in found],
    )


@api.route("/availability", methods=["GET"], who=Who.ANYONE)
def availability_nearby(caller: Caller | None, query: NearQuery) -> NearbyOut:
    """Chargers near a place that fit, nearest first; which are free from then for so long, and when else."""
    found = services().nearby.search(query.search(), caller)
    return NearbyOut(items=[NearOut.of(near) for near in found.found], truncated=found.is_cut)
