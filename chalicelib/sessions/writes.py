"""The parts of which the transactions of visits are made."""

from collections.abc import Iterable
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.sessions import flags, mapping
from chalicelib.sessions.items import ActiveItem, SessionItem, StopItem, sort_key
from chalicelib.sessions.matching import told_as
from chalicelib.sessions.needs import PLACE, SESSION, TOLD, Active
from chalicelib.sessions.rules import Session, StopFact
from chalicelib.table import ConditionFailed, Write, assign, changes, delete, put, transact, update

ENDING = (
    "meter_stop_wh",
    "energy_wh",
    "end",
    "end_received_at",
    "end_reported_at",
    "stop_reason",
    "cdr_id",
    "updated_at",
)
"""Attributes that an end sets, where there is something to set."""

AMENDED = (
    *mapping.SAME,
    "tariff",
    "state",
    "violations",
    "cost",
    "gsi1pk",
    "gsi1sk",
    "gsi2pk",
    "gsi2sk",
)
"""Attributes that are written where they differ."""


def failed(writes: Iterable[Write]) -> frozenset[str]:
    """Do all of `writes` or none. The labels of the conditions that did not hold; none: done."""
    try:
        transact(writes)
    except ConditionFailed as clash:
        return clash.labels
    return frozenset()


def end(session: Session) -> Write:
    """The session gets its end, on condition that it has none and its begin is as thought.

    Flags set meanwhile stay.
    """
    actions: list[Action] = [
        SessionItem.state.set(session.state.value),
        SessionItem.cost.set(session.cost.amount),
        *(
            getattr(SessionItem, name).set(getattr(session, name))
            for name in ENDING
            if getattr(session, name) is not None
        ),
    ]
    if session.driver_id:
        actions.append(SessionItem.gsi1sk.set(mapping.driver_key(session)))
    if session.flags:
        actions.append(SessionItem.flags.add(set(session.flags)))
    if flags.is_held(session.flags) and session.network_id and session.end:
        actions += held(session.network_id, session.end, session.session_id)
    as_thought = _begun_as(session) & SessionItem.end.does_not_exist()
    return update(SESSION, _known(session), actions, as_thought)


def _known(session: Session, home: str | None = None) -> SessionItem:
    """Its key, with what tells whom a change of it concerns (chalicelib/live/changes.py)."""
    return SessionItem(
        home or mapping.home_of(session),
        "SESSION",
        driver_id=session.driver_id,
        station_id=session.station_id,
        network_id=session.network_id,
    )


def _begun_as(session: Session) -> Condition:
    """It is there, and nothing was told of its begin meanwhile."""
    condition: Condition = SessionItem.start == session.start
    for attribute, value in (
        (SessionItem.token_uid, session.token_uid),
        (SessionItem.connector_id, session.connector_id),
    ):
        condition &= attribute.does_not_exist() if value is None else attribute == value
    return condition


def amended(before: Session, after: Session) -> Write:
    """A session changes from `before` to `after`, on condition that it has what it then had."""
    was, now = mapping.session_item(before), mapping.session_item(after)
    actions = changes(SessionItem, was, now, AMENDED)
    if before.flags - after.flags:
        gone, come = before.flags - after.flags, after.flags - before.flags
        kept = (before.flags | come) - gone
        actions.append(assign(SessionItem.flags, set(kept) or None))
    elif after.flags - before.flags:
        actions.append(SessionItem.flags.add(set(after.flags - before.flags)))
    as_before = _begun_as(before)
    if before.end is None:
        as_before &= SessionItem.end.does_not_exist()
    else:
        as_before &= (SessionItem.cdr_id == before.cdr_id) & SessionItem.review.does_not_exist()
        if flags.is_held(after.flags) and after.network_id and after.end:
            actions += held(after.network_id, after.end, after.session_id)
    return update(SESSION, _known(after, mapping.home_of(before)), actions, as_before)


def moved(before: Session, after: Session) -> list[Write]:
    """It leaves the place where it went on, or takes the one where it now goes on."""
    held, holds = not before.violations, not after.violations
    has_moved = mapping.place_of(before) != mapping.place_of(after)
    leaving = [leave_place(before)] if held and (has_moved or not holds) else []
    return [*leaving, *(take_place(after, None) if holds and (has_moved or not held) else ())]


def take_place(session: Session, instead_of: Active | None) -> list[Write]:
    """The visit goes on at its place, where none did, or `instead_of` did, which is flagged."""
    item = ActiveItem(
        *mapping.place_of(session),
        session_id=session.session_id,
        home=mapping.home_of(session),
        start=session.start,
        fingerprint=session.fingerprint,
    )
    if instead_of is None:
        return [put(PLACE, item, ActiveItem.pk.does_not_exist())]
    return [
        put(PLACE, item, ActiveItem.session_id == instead_of.session_id),
        flag(instead_of.home, flags.NEXT_START_WITHOUT_STOP),
    ]


def leave_place(session: Session) -> Write:
    """Nothing goes on at its place, on condition that it was this visit."""
    return delete(PLACE, ActiveItem(*mapping.place_of(session)), ActiveItem.session_id == session.session_id)


def told(stop: StopFact, received: datetime) -> Write:
    """An end as it was told, on condition that it was not told before."""
    item = mapping.stop_item(f"STOP#{told_as(stop)}", stop, received)
    return put(TOLD, item, StopItem.pk.does_not_exist())


def held(network_id: str, end: datetime, session_id: str) -> list[Action]:
    """It waits for a review."""
    sk = f"{sort_key(end)}#{session_id}"
    return [SessionItem.gsi3pk.set(f"HELD#{network_id}"), SessionItem.gsi3sk.set(sk)]


def flag_ended(session: Session, name: str) -> Write:
    """A session that has ended gets a flag; it waits for a review, if the flag asks for one."""
    actions: list[Action] = [SessionItem.flags.add({name})]
    if flags.is_held({name}) and session.network_id and session.end:
        actions += held(session.network_id, session.end, session.session_id)
    return update(PLACE, _known(session), actions, SessionItem.pk.exists())


def flag(home: str, name: str) -> Write:
    """A stored session gets a flag."""
    return update(
        PLACE, SessionItem(home, "SESSION"), [SessionItem.flags.add({name})], SessionItem.pk.exists()
    )
