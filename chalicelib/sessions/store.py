"""Visits in DynamoDB. Keys: items.py."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from chalicelib.indexes import Gsi1, Gsi2
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.pages import after, page
from chalicelib.sessions import mapping
from chalicelib.sessions.items import (
    ActiveItem,
    CdrItem,
    HomeItem,
    ReadingsItem,
    ReviewItem,
    SessionItem,
    SessionsTable,
    StopItem,
    sort_key,
)
from chalicelib.sessions.mapping import home_of, place_of, transaction_home
from chalicelib.sessions.metering import in_order
from chalicelib.sessions.needs import SESSION, WAITING, Active, Visit, Writes
from chalicelib.sessions.records_store import DynamoRecords
from chalicelib.sessions.reviewing import Review
from chalicelib.sessions.rules import Cdr, MeterValue, ReadingsFact, Session, State, StopFact
from chalicelib.sessions.stops_store import DynamoStops
from chalicelib.sessions.usage_store import counting
from chalicelib.sessions.writes import amended, end, failed, flag_ended, leave_place, moved, take_place, told
from chalicelib.table import check, delete, put

READINGS_KEPT = timedelta(days=60)
"""Of no transaction: as long as a charger may have been offline."""
MOST_MESSAGES = 600
"""So many of a visit's last messages, and its first, bear witness."""


class DynamoSessions(DynamoStops, DynamoRecords):
    """Keeps SessionStore's promises (needs.py) in DynamoDB."""

    def open(
        self,
        session: Session,
        raw: object,
        *,
        readings: Sequence[MeterValue] = (),
        takes_place: bool,
        instead_of: Active | None,
        despite_waiting_stop: bool,
        writes: Writes,
    ) -> frozenset[str]:
        """Store a visit that begins, and the `readings` told with it, with another concept's `writes`.

        1 transaction.
        It takes its place from nobody, or from the visit `instead_of`, which is flagged. Fails by SESSION
        when the transaction is known already, by PLACE, and by WAITING when its end was told before.
        """
        item = mapping.session_item(session, raw)
        if readings:
            item.readings = mapping.readings_json(readings)
        parts = [put(SESSION, item, SessionItem.pk.does_not_exist()), *writes]
        if not session.is_plain:
            parts.append(put("home", HomeItem(f"SESSION#{session.session_id}", "SESSION", home=item.pk)))
            if not despite_waiting_stop:
                parts.append(check(WAITING, StopItem(item.pk, "STOP"), StopItem.pk.does_not_exist()))
        if takes_place:
            parts += take_place(session, instead_of)
        return failed(parts)

    def close(
        self,
        session: Session,
        cdr: Cdr,
        stop: StopFact | None,
        *,
        was_waiting: bool,
        leaves_place: bool,
        writes: Writes,
    ) -> frozenset[str]:
        """Store the end of a visit and its record, in one transaction with another concept's `writes`.

        Fails by SESSION when it has ended already, by TOLD when this end was told before, by PLACE when
        another visit goes on there.
        """
        home = home_of(session)
        record = put(SESSION, mapping.cdr_item(home, cdr), CdrItem.pk.does_not_exist())
        parts = [end(session), record, *counting(None, session), *writes]
        if stop is not None and was_waiting:
            parts.append(delete(SESSION, StopItem(home, "STOP"), StopItem.pk.exists()))
        elif stop is not None:
            parts.append(told(stop, session.end_received_at or session.start))
        if leaves_place:
            parts.append(leave_place(session))
        return failed(parts)

    def amend(self, before: Session, after: Session, writes: Writes, *, moves: bool) -> frozenset[str]:
        """Change an open session, in one transaction with another concept's `writes`.

        `moves`: it takes its new place and leaves the old one. Fails by SESSION when it has ended or changed
        meanwhile, by PLACE when another visit goes on where it should.
        """
        return failed([amended(before, after), *(moved(before, after) if moves else ()), *writes])

    def flag(self, session: Session, name: str) -> None:
        """A session that has ended gets a flag. 1 transaction."""
        failed([flag_ended(session, name)])

    def keep_readings(self, fact: ReadingsFact, received: datetime) -> None:
        """1 write. Outside of a transaction they are the connector's, and expire after READINGS_KEPT."""
        _readings_item(fact, received).save()

    def keep_readings_of_known(self, fact: ReadingsFact, received: datetime, *, placed: bool) -> bool:
        """The same if their transaction has a session, and but one. 1 transaction.

        `placed`: if that session knows its connector, too.
        """
        item = _readings_item(fact, received)
        is_known = SessionItem.connector_id.exists() if placed else SessionItem.pk.exists()
        is_known &= SessionItem.again.does_not_exist()
        return not failed([check(SESSION, SessionItem(item.pk, "SESSION"), is_known), put("readings", item)])

    def visit(self, charge_point_id: str, transaction_id: str) -> Visit:
        """1 read, and another when there are more than MOST_MESSAGES of readings."""
        home = transaction_home(charge_point_id, transaction_id)
        found = list(
            SessionsTable.query(home, scan_index_forward=False, limit=MOST_MESSAGES, consistent_read=True)
        )
        sessions = [mapping.session_of(item) for item in found if isinstance(item, SessionItem)]
        stops = {
            item.sk: mapping.stop_of(charge_point_id, item) for item in found if isinstance(item, StopItem)
        }
        messages = [item for item in found if isinstance(item, ReadingsItem)]
        if len(found) == MOST_MESSAGES:
            messages += _messages(home, 1, newest=False)
        return Visit(
            session=sessions[0] if sessions else None,
            readings=in_order(mapping.readings_of(messages)),
            waiting=stops.get("STOP"),
            ends=tuple(stops.values()),
        )

    def session(self, session_id: str) -> Session | None:
        """1 read, or 2 of a networked charger's."""
        item = _item(f"SESSION#{session_id}")
        if isinstance(item, HomeItem):
            item = _item(item.home)
        return mapping.session_of(item) if isinstance(item, SessionItem) else None

    def readings(self, session: Session, messages: int = MOST_MESSAGES) -> tuple[MeterValue, ...]:
        """Of the last `messages` between begin and end, in order. 1 read.

        Another where there are none: the charger may leave out the transaction, which the specification
        allows, so that they are the connector's in the time of the session.
        """
        if session.is_plain:
            return ()
        found = _messages(home_of(session), messages, newest=True) or _of_connector(session, messages)
        return in_order(mapping.readings_of(found))

    def cdr(self, session: Session) -> Cdr | None:
        """1 read."""
        try:
            return mapping.cdr_of(CdrItem.get(home_of(session), "CDR"))
        except CdrItem.DoesNotExist:
            return None

    def reviews(self, session: Session) -> list[Review]:
        """In order. 1 read."""
        found = ReviewItem.query(home_of(session), ReviewItem.sk.startswith("REVIEW#"), consistent_read=True)
        return [mapping.review_of(item) for item in found]

    def active(self, session: Session) -> Active | None:
        """The visit that goes on at the place of `session`. 1 read."""
        try:
            item = ActiveItem.get(*place_of(session), consistent_read=True)
        except ActiveItem.DoesNotExist:
            return None
        return Active(item.session_id, item.home, item.start, item.fingerprint)

    def going_on(
        self, charger_id: str, charge_point_id: str | None, connector_id: int | None
    ) -> Session | None:
        """The visit that goes on at a charger. 1 read, or 2."""
        place = (f"CHARGER#{charger_id}", "ACTIVE")
        if charge_point_id is not None:
            place = (f"CP#{charge_point_id}", f"ACTIVE#{connector_id}")
        try:
            home = ActiveItem.get(*place, consistent_read=True).home
            return mapping.session_of(SessionItem.get(home, "SESSION", consistent_read=True))
        except (ActiveItem.DoesNotExist, SessionItem.DoesNotExist):
            return None

    def active_of(self, charge_point_id: str) -> list[Session]:
        """The visits that go on at a charge point. 1 read, and 1 for each."""
        places = ActiveItem.query(
            f"CP#{charge_point_id}", ActiveItem.sk.startswith("ACTIVE#"), consistent_read=True
        )
        items = [SessionItem.get(place.home, "SESSION", consistent_read=True) for place in places]
        return [mapping.session_of(item) for item in items]

    def charging(self, charger_ids: Iterable[str]) -> set[str]:
        """Which of these plain chargers have a visit going on. 1 read per 100."""
        keys = [(f"CHARGER#{charger_id}", "ACTIVE") for charger_id in charger_ids]
        return {item.pk.removeprefix("CHARGER#") for item in ActiveItem.batch_get(keys)}

    def in_session(self, connectors: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
        """At which of these (charge_point_id, connector_id) a session goes on. 1 read per 100."""
        keys = {(f"CP#{cp}", f"ACTIVE#{number}"): (cp, number) for cp, number in connectors}
        return {keys[item.pk, item.sk] for item in ActiveItem.batch_get(list(keys))}

    def of_driver(self, driver_id: str, state: State | None, wanted: Wanted) -> Page[Session]:
        """1 read."""
        condition = SessionItem.gsi1sk.startswith(f"{mapping.RANK[state]}#") if state else None
        found = SessionsTable.of_driver.query(
            f"DRIVER#{driver_id}",
            condition,
            scan_index_forward=False,
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, mapping.session_of)

    def of_driver_over(self, driver_id: str, begun: Period, wanted: Wanted) -> Page[Session]:
        """A driver's that are over, and not INVALID, of those begun within a span, in order. 1 read."""
        rank = mapping.RANK[State.COMPLETED]
        found = SessionsTable.of_driver.query(
            f"DRIVER#{driver_id}",
            Gsi1.gsi1sk.between(f"{rank}#{sort_key(begun.start)}", f"{rank}#{sort_key(begun.end)}"),
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, mapping.session_of)

    def of_network(self, network_id: str, wanted: Wanted) -> Page[Session]:
        """1 read."""
        found = SessionsTable.of_network.query(
            f"NETWORK#{network_id}",
            scan_index_forward=False,
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, mapping.session_of)

    def of_network_begun(self, network_id: str, span: Period, wanted: Wanted) -> Page[Session]:
        """Those that began within a span, in order. 1 read."""
        found = SessionsTable.of_network.query(
            f"NETWORK#{network_id}",
            Gsi2.gsi2sk.between(sort_key(span.start), sort_key(span.end)),
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, mapping.session_of)


def _readings_item(fact: ReadingsFact, received: datetime) -> ReadingsItem:
    readings = mapping.readings_json(fact.readings)
    at = sort_key(max(reading.at for reading in fact.readings)) if fact.readings else ""
    name = f"{at}#{mapping.digest(fact.connector_id, readings, fact.raw)}"
    if fact.transaction_id is not None:
        item = ReadingsItem(transaction_home(fact.charge_point_id, fact.transaction_id), f"READ#{name}")
    else:
        item = ReadingsItem(f"CP#{fact.charge_point_id}", f"READINGS#{fact.connector_id}#{name}")
        item.expires = int((received + READINGS_KEPT).timestamp())
    item.readings, item.raw = readings, fact.raw
    return item


def _item(pk: str) -> SessionsTable | None:
    return next(SessionsTable.query(pk, SessionsTable.sk == "SESSION", consistent_read=True), None)


def _messages(home: str, limit: int, *, newest: bool) -> list[ReadingsItem]:
    return list(
        ReadingsItem.query(
            home,
            ReadingsItem.sk.startswith("READ#"),
            scan_index_forward=not newest,
            limit=limit,
            consistent_read=newest,
        )
    )


def _of_connector(session: Session, limit: int) -> list[ReadingsItem]:
    place = f"READINGS#{session.connector_id}#"
    begin = sort_key(session.start_reported_at or session.start)
    end = session.end and sort_key(session.end_reported_at or session.end)
    return list(
        ReadingsItem.query(
            f"CP#{session.charge_point_id}",
            ReadingsItem.sk.between(f"{place}{begin}", f"{place}{end or ''}~"),
            scan_index_forward=False,
            limit=limit,
            consistent_read=True,
        )
    )
