"""Between what the rules speak of and what is stored."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from chalicelib.kernel.errors import Violation
from chalicelib.kernel.money import Money
from chalicelib.sessions.items import CdrItem, ReadingsItem, ReviewItem, SessionItem, StopItem, sort_key
from chalicelib.sessions.reviewing import Decision, Review
from chalicelib.sessions.rules import Cdr, ChargingPeriod, Mark, MeterValue, Session, State, StopFact
from chalicelib.tariffs.rules import Tariff

RANK = {State.ACTIVE: "2", State.COMPLETED: "1", State.INVALID: "0"}
"""Text order backwards is the order of a driver's list."""
OTHERWISE = {"tariff", "state", "violations", "flags", "cost", "again"}
SAME = [field.name for field in fields(Session) if field.name not in OTHERWISE]
"""Attributes that are stored as they are."""


def home_of(session: Session) -> str:
    """The pk of a visit's own partition."""
    if session.charge_point_id is None or session.transaction_id is None:
        return f"SESSION#{session.session_id}"
    return transaction_home(session.charge_point_id, session.transaction_id)


def transaction_home(charge_point_id: str, transaction_id: str) -> str:
    """The pk of what a charge point tells under a transaction id."""
    return f"TX#{charge_point_id}#{transaction_id}"


def place_of(session: Session) -> tuple[str, str]:
    """The keys under which it stands which visit goes on at the session's place."""
    if session.charge_point_id is not None:
        return f"CP#{session.charge_point_id}", f"ACTIVE#{session.connector_id}"
    return f"CHARGER#{session.charger_id}", "ACTIVE"


def driver_key(session: Session) -> str:
    """The session's place in its driver's list."""
    return f"{RANK[session.state]}#{sort_key(session.start)}#{session.session_id}"


def session_item(session: Session, raw: object = None) -> SessionItem:
    """The session as it is stored; `raw` is what the charger said at its begin."""
    item = SessionItem(
        home_of(session),
        "SESSION",
        tariff=_tariff_json(session.tariff),
        state=session.state.value,
        violations=[{"code": found.code, "detail": found.detail} for found in session.violations],
        flags=set(session.flags) or None,
        cost=session.cost.amount,
        raw=raw,
        **{name: getattr(session, name) for name in SAME},
    )
    if session.driver_id:
        item.gsi1pk, item.gsi1sk = f"DRIVER#{session.driver_id}", driver_key(session)
    if session.network_id:
        item.gsi2pk = f"NETWORK#{session.network_id}"
        item.gsi2sk = f"{sort_key(session.start)}#{session.session_id}"
    return item


def session_of(item: SessionItem) -> Session:
    """The session that was stored."""
    tariff = _tariff_of(item.tariff)
    same: dict[str, Any] = {name: getattr(item, name) for name in SAME}
    if same["connector_id"] is not None:
        same["connector_id"] = int(same["connector_id"])
    same["reviews"] = int(same["reviews"] or 0)
    return Session(
        tariff=tariff,
        state=State(item.state),
        violations=tuple(Violation(**found) for found in item.violations),
        flags=frozenset(item.flags or ()),
        again=frozenset(datetime.fromisoformat(begin) for begin in item.again or ()),
        cost=Money(item.cost, tariff.currency),
        **same,
    )


def cdr_item(home: str, cdr: Cdr, sk: str = "CDR") -> CdrItem:
    """The record as it is stored, in its visit's partition."""
    return CdrItem(
        home,
        sk,
        cdr_id=cdr.cdr_id,
        session_id=cdr.session_id,
        driver_id=cdr.driver_id,
        network_id=cdr.network_id,
        charger_id=cdr.charger_id,
        start=cdr.start,
        end=cdr.end,
        tariff=_tariff_json(cdr.tariff),
        total_energy_wh=cdr.total_energy_wh,
        total_hours=cdr.total_hours,
        total_cost=cdr.total_cost.amount,
        charging_periods=[
            {
                "start": period.start.isoformat(),
                "energy_wh": str(period.energy_wh),
                "hours": str(period.hours),
            }
            for period in cdr.charging_periods
        ],
        held_for_review=cdr.held_for_review,
        created_at=cdr.created_at,
        is_credit=cdr.is_credit,
        credit_reference_id=cdr.credit_reference_id,
    )


def cdr_of(item: CdrItem) -> Cdr:
    """The record that was stored."""
    tariff = _tariff_of(item.tariff)
    return Cdr(
        cdr_id=item.cdr_id,
        session_id=item.session_id,
        driver_id=item.driver_id,
        network_id=item.network_id,
        charger_id=item.charger_id,
        start=item.start,
        end=item.end,
        tariff=tariff,
        total_energy_wh=item.total_energy_wh,
        total_hours=item.total_hours,
        total_cost=Money(item.total_cost, tariff.currency),
        charging_periods=tuple(
            ChargingPeriod(
                datetime.fromisoformat(period["start"]),
                Decimal(period["energy_wh"]),
                Decimal(period["hours"]),
            )
            for period in item.charging_periods
        ),
        held_for_review=item.held_for_review,
        created_at=item.created_at,
        is_credit=item.is_credit,
        credit_reference_id=item.credit_reference_id,
    )


def review_item(home: str, review: Review) -> ReviewItem:
    """What was decided, as it is stored."""
    return ReviewItem(
        home,
        f"REVIEW#{review.number:04}",
        decision=review.decision.value,
        by=review.by,
        at=review.at,
        reason=review.reason,
        energy_wh=review.energy_wh,
    )


def review_of(item: ReviewItem) -> Review:
    """What was decided."""
    number = int(item.sk.partition("#")[2])
    return Review(number, Decision(item.decision), item.by, item.at, item.reason, item.energy_wh)


def stop_item(sk: str, stop: StopFact, received: datetime) -> StopItem:
    """An end as it was told; `sk` says whether it still waits for its begin."""
    return StopItem(
        transaction_home(stop.charge_point_id, stop.transaction_id),
        sk,
        transaction_id=stop.transaction_id,
        at=stop.at,
        meter_wh=stop.meter_wh,
        token_uid=stop.token_uid,
        reason=stop.reason,
        readings=readings_json(stop.readings),
        raw=stop.raw,
        connector_id=stop.connector_id,
        named_by_charger=stop.named_by_charger,
        received_at=received,
    )


def stop_of(charge_point_id: str, item: StopItem) -> StopFact:
    """The end that was told."""
    return StopFact(
        charge_point_id=charge_point_id,
        transaction_id=item.transaction_id,
        at=item.at,
        meter_wh=item.meter_wh,
        token_uid=item.token_uid,
        reason=item.reason,
        readings=tuple(readings_of([item])),
        raw=item.raw,
        connector_id=None if item.connector_id is None else int(item.connector_id),
        named_by_charger=bool(item.named_by_charger),
    )


def readings_json(readings: Iterable[MeterValue]) -> list[dict[str, str]]:
    """Readings as JSON, exact."""
    return [
        {
            name: f"{value:f}" if isinstance(value, Decimal) else _text(value)
            for name, value in vars(reading).items()
            if value is not None
        }
        for reading in readings
    ]


def readings_of(items: Sequence[ReadingsItem | StopItem | SessionItem]) -> list[MeterValue]:
    """The readings of stored messages."""
    return [
        MeterValue(
            datetime.fromisoformat(reading["at"]),
            Decimal(reading["energy_wh"]) if "energy_wh" in reading else None,
            Decimal(reading["power_w"]) if "power_w" in reading else None,
            Mark(reading["mark"]) if "mark" in reading else None,
        )
        for item in items
        for reading in item.readings or ()
    ]


def digest(*told: object) -> str:
    """A short name that the same message always gets."""
    text = json.dumps(told, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _text(value: datetime | Mark) -> str:
    return value.isoformat() if isinstance(value, datetime) else value.value


def _tariff_json(tariff: Tariff) -> dict[str, str]:
    return {name: str(value) for name, value in vars(tariff).items() if value is not None}


def _tariff_of(stored: dict[str, str]) -> Tariff:
    prices = {name: Decimal(value) for name, value in stored.items() if name != "currency"}
    return Tariff(stored["currency"], **prices)
