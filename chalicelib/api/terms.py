"""What holds for somebody at a charger, before they book."""

from typing import Self

from pydantic import AwareDatetime, ConfigDict, Field, model_validator

from chalicelib.api.edge import Api, Who
from chalicelib.api.policies import QuotaOut, RulesOut
from chalicelib.api.problem import plain
from chalicelib.api.schema import Id, In, Instant, Out
from chalicelib.api.violations import ViolationOut
from chalicelib.bookings.shares import Level
from chalicelib.bookings.terms_shown import Asked, TermsShown
from chalicelib.kernel.caller import Caller
from chalicelib.policies.written import written
from chalicelib.wiring import services

api = Api(__name__)


class TermsQuery(In):
    """A time that one thinks of, or none; a car, and a booking of one's own that would be moved to it."""

    start_date_time: Instant | None = None
    end_date_time: Instant | None = None
    car_id: Id | None = None
    booking_id: Id | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.start_date_time is None) != (self.end_date_time is None):
            raise ValueError("start_date_time and end_date_time go together")
        if self.start_date_time is None and (self.car_id or self.booking_id):
            raise ValueError("car_id and booking_id go with a time")
        return self

    def asked(self) -> Asked | None:
        """As the rules know it."""
        if self.start_date_time is None or self.end_date_time is None:
            return None
        return Asked(self.start_date_time, self.end_date_time, self.car_id, self.booking_id)


class LevelOut(QuotaOut):
    """A quota, and how far it is used up from one instant until another."""

    model_config = ConfigDict(serialize_by_alias=True)

    used: int | float
    left: int | float
    from_: AwareDatetime = Field(alias="from")
    until: AwareDatetime
    prime: bool = Field(description="Whether it counts prime time only.")

    @classmethod
    def of(cls, level: Level) -> "LevelOut":
        """Hours, kWh or bookings."""
        quota = level.quota
        return cls(
            measure=quota.measure,
            most=plain(quota.most),
            per=quota.per,
            whose=quota.whose,
            used=plain(level.used),
            left=plain(level.left),
            until=level.span.end,
            prime=level.prime is not None,
            **{"from": level.span.start},
        )


class NowOut(Out):
    """Whether one may plug in now, as far as bookings and terms go, and until when."""

    may_charge: bool
    until: AwareDatetime | None
    booking_id: str | None = Field(description="One's own booking that gives the turn.")
    next_free_at: AwareDatetime | None = Field(
        description="When the shortest booking could next begin, were it not for one's own share; null: not "
        "within 24 hours."
    )
    violations: list[ViolationOut]


class WishOut(Out):
    """Whether the time that was asked about can be booked; if not, every reason."""

    may_book: bool
    violations: list[ViolationOut]


class TermsOut(Out):
    """The rules as they hold for the caller at this charger, how far their share goes, and what follows."""

    charger_id: str
    network_id: str
    time_zone: str
    terms: RulesOut
    member_class: str | None
    is_member: bool
    suspended_until: AwareDatetime | None
    strikes: int = Field(description="No-shows and overstays within the days that count.")
    active: int = Field(description="Bookings of the caller in this network that are not over.")
    quotas: list[LevelOut]
    now: NowOut
    wish: WishOut | None = Field(description="Null when no time was asked about.")

    @classmethod
    def of(cls, shown: TermsShown) -> "TermsOut":
        """What was found out."""
        turn, terms = shown.turn, shown.terms
        said = {name: rule for name, rule in written(terms.policy).items() if name != "classes"}
        mine = turn.booking if turn.booking and turn.booking.version else None
        return cls(
            charger_id=shown.charger.charger_id,
            network_id=shown.charger.network_id,
            time_zone=shown.charger.time_zone,
            terms=RulesOut.model_validate(said),
            member_class=terms.member_class,
            is_member=terms.is_member,
            suspended_until=shown.suspended_until,
            strikes=shown.strikes,
            active=shown.active,
            quotas=[LevelOut.of(level) for level in shown.levels],
            now=NowOut(
                may_charge=turn.may,
                until=turn.until if turn.may else None,
                booking_id=mine.booking_id if mine and turn.may else None,
                next_free_at=shown.next_free_at,
                violations=[ViolationOut.model_validate(found) for found in turn.violations],
            ),
            wish=None
            if shown.wish is None
            else WishOut(
                may_book=not shown.wish,
                violations=[ViolationOut.model_validate(found) for found in shown.wish],
            ),
        )


@api.route("/chargers/{charger_id}/terms", methods=["GET"], who=Who.ANYONE)
def show_terms(charger_id: str, caller: Caller | None, query: TermsQuery) -> TermsOut:
    """What holds for me at this charger, now and for a time that I think of.

    The rule that decides a booking is asked, and nothing is booked: all violations are told at once.
    """
    return TermsOut.of(services().terms.show(charger_id, caller, query.asked()))
