"""A booking as it is shown, wherever it is shown."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from chalicelib.accounts.rules import Account
from chalicelib.api.booking_reasons import SAYINGS, BookingReason
from chalicelib.api.policies import FeesOut
from chalicelib.api.schema import Out, derived
from chalicelib.bookings.booking import Booking, KeptTerms, Kind, State
from chalicelib.bookings.rules import cancel_violations, change_violations
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import utc_now
from chalicelib.networks.rules import Standing
from chalicelib.policies.rules import AtEnd
from chalicelib.policies.written import written_override
from chalicelib.wiring import services

SAME = (
    "booking_id",
    "charger_id",
    "station_id",
    "network_id",
    "station_name",
    "charger_name",
    "time_zone",
    "driver_id",
    "car_id",
    "kind",
    "session_id",
    "series_id",
    "created_at",
    "version",
)


class StepOut(Out):
    """One change in a booking's life."""

    at: AwareDatetime
    by: str
    state: State
    reason: str

    @derived
    def reason_code(self) -> BookingReason | None:
        """What `reason` says where no person wrote it."""
        said = SAYINGS.read(self.reason)
        return said.code if said else None


class KeptTermsOut(Out):
    """The terms that a booking was made under, whatever was agreed on since."""

    buffer_minutes: int | None
    early_start_minutes: int | None = Field(description="Null: as soon as the charger is free.")
    late_stop_minutes: int | None
    noshow_timeout_minutes: int | None = Field(description="Null: it waits until its end.")
    change_until_minutes: int | None
    cancel_until_minutes: int | None = Field(description="Before its start; null: until its end.")
    at_end: AtEnd
    fees: FeesOut

    @classmethod
    def of(cls, terms: KeptTerms) -> Self:
        """Lengths in whole minutes."""
        said = {field.name: getattr(terms, field.name) for field in fields(terms)}
        return cls.model_validate(written_override(said))


class BookingOut(Out):
    """A booking. `history` tells every change; what begins with `may_`, what the caller can still do."""

    booking_id: str
    charger_id: str
    station_id: str
    network_id: str
    station_name: str
    charger_name: str
    time_zone: str
    driver_id: str
    driver_name: str | None = Field(description="Null: that account was erased.")
    car_id: str | None
    kind: Kind
    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    state: State
    lapses_at: AwareDatetime | None = Field(
        description="Of a PENDING one: until when a manager can approve it."
    )
    session_id: str | None
    series_id: str | None
    created_at: AwareDatetime
    history: list[StepOut]
    terms: KeptTermsOut
    may_change: bool
    may_cancel: bool
    may_approve: bool
    version: Annotated[int, Field(exclude=True)]


def shown(booking_id: str, caller: Caller) -> BookingOut:
    """The booking as the caller may see it. Raises NotFound."""
    return _out(*services().booking_reader.booking(booking_id, caller), caller)


def written(booking: Booking, caller: Caller) -> BookingOut:
    """The booking as its caller has just written it; it is not read again."""
    return _out(booking, services().networks.standing(booking.network_id, caller.account_id), caller)


def _out(booking: Booking, standing: Standing, caller: Caller) -> BookingOut:
    name = name_of(services().accounts.accounts_of([booking.driver_id]), booking.driver_id)
    return booking_out(booking, name, caller, may_manage=standing.may_manage)


def managed_of(caller: Caller, bookings: Collection[Booking]) -> set[str]:
    """The networks of these bookings in which the caller could approve one; asked only where one waits."""
    if not any(booking.state is State.PENDING for booking in bookings):
        return set()
    kept = services().networks.memberships_of(caller.account_id)
    return {membership.network_id for membership in kept if membership.may_manage}


def name_of(accounts: Mapping[str, Account], account_id: str) -> str | None:
    """Whose it is; None: that account was erased."""
    return accounts[account_id].name if account_id in accounts else None


def booking_out(booking: Booking, driver_name: str | None, caller: Caller, *, may_manage: bool) -> BookingOut:
    """The booking as it is now."""
    now, is_mine = utc_now(), booking.driver_id == caller.account_id
    state = booking.state_at(now)
    is_pending = state is State.PENDING
    return BookingOut(
        **{name: getattr(booking, name) for name in SAME},
        driver_name=driver_name,
        start_date_time=booking.period.start,
        end_date_time=booking.period.end,
        state=state,
        lapses_at=booking.lapses_at if is_pending else None,
        history=[StepOut.model_validate(step) for step in booking.history],
        terms=KeptTermsOut.of(booking.terms),
        may_change=is_mine and not change_violations(booking, booking.period, now),
        may_cancel=not cancel_violations(booking, now, by_manager=not is_mine),
        may_approve=may_manage and is_pending,
    )
