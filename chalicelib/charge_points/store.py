"""Charge points, their sockets and what they tell, in DynamoDB. Keys: items.py."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from pynamodb.expressions.update import Action

from chalicelib.charge_points.items import (
    BootItem,
    ChargePointItem,
    ChargePointsItem,
    LinkItem,
    QueuedItem,
    StatusItem,
    asked_of,
    pending_of,
    told_of,
)
from chalicelib.charge_points.presence import Link, Presence
from chalicelib.charge_points.rules import Boot, ChargePoint, Detail, Passwords
from chalicelib.charge_points.status_store import DynamoStatuses, read_all
from chalicelib.kernel.errors import Stale
from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page
from chalicelib.table import Look, attempt

JOIN_TRIES = 5


class DynamoChargePoints(DynamoStatuses):
    """Keeps ChargePointStore's promises (needs.py) in DynamoDB."""

    def add(self, charge_point: ChargePoint, passwords: Passwords) -> bool:
        """Keep a new charge point. False: its id is taken."""
        item = _item(charge_point)
        item.present_hashes = set(passwords.present)
        return attempt(lambda: item.save(ChargePointItem.pk.does_not_exist()))

    def charge_point(self, charge_point_id: str) -> ChargePoint | None:
        """1 read."""
        found = self.credentials(charge_point_id)
        return found[0] if found else None

    @staticmethod
    def charge_point_of(charge_point_id: str) -> Look[ChargePoint | None]:
        """A charge point, to be asked with other questions."""
        key = (told_of(charge_point_id), "CP")

        def answer(found: Mapping[tuple[str, str], Any]) -> ChargePoint | None:
            return found[key].domain() if key in found else None

        return Look(((ChargePointItem, *key),), answer)

    @staticmethod
    def presence_of(charge_point_id: str) -> Look[Presence]:
        """Whether it is there, to be asked with other questions."""
        key = (told_of(charge_point_id), "LINK")

        def answer(found: Mapping[tuple[str, str], Any]) -> Presence:
            return found[key].domain() if key in found else Presence()

        return Look(((LinkItem, *key),), answer)

    def credentials(self, charge_point_id: str) -> tuple[ChargePoint, Passwords] | None:
        """1 read."""
        try:
            item = ChargePointItem.get(told_of(charge_point_id), "CP", consistent_read=True)
        except ChargePointItem.DoesNotExist:
            return None
        return item.domain(), item.passwords()

    def of_station(self, station_id: str, cursor: str | None, limit: int) -> Page[ChargePoint]:
        """By id."""
        found = ChargePointItem.station_index.query(
            f"STATION#{station_id}", limit=limit, last_evaluated_key=after(cursor)
        )
        return page(found, ChargePointItem.domain)

    def charge_points(self, charge_point_ids: Sequence[str]) -> list[ChargePoint]:
        """Those of these ids that there are: 1 batched read per 100."""
        keys = [(told_of(charge_point_id), "CP") for charge_point_id in charge_point_ids]
        return [item.domain() for item in ChargePointItem.batch_get(keys)]

    def edit(self, charge_point: ChargePoint, was: int) -> bool:
        """Write all but the passwords, whose version was `was`. False: it is another by now."""
        connectors = {str(number): charger for number, charger in charge_point.connectors.items()}
        return _update(
            _charge_point(charge_point.charge_point_id),
            [
                ChargePointItem.name.set(charge_point.name),
                ChargePointItem.connectors.set(json.dumps(connectors)),
                ChargePointItem.allow_no_subprotocol.set(charge_point.allow_no_subprotocol),
                ChargePointItem.security_profile.set(charge_point.security_profile),
                ChargePointItem.boot_status.set(charge_point.boot_status),
                ChargePointItem.version.set(charge_point.version),
            ],
            ChargePointItem.version == was,
        )

    def set_password(self, charge_point_id: str, hashes: frozenset[str]) -> None:
        """This one alone, whatever it was told to change to."""
        actions = [ChargePointItem.present_hashes.set(set(hashes)), ChargePointItem.pending_hashes.remove()]
        _update(_charge_point(charge_point_id), actions, ChargePointItem.pk.exists())

    def expect_password(self, charge_point_id: str, command_id: str, hashes: frozenset[str]) -> bool:
        """It may come in by what this command tells it too. False: there is no such charge point."""
        told = ChargePointItem.pending_hashes.add(pending_of(command_id, hashes))
        return _update(_charge_point(charge_point_id), [told], ChargePointItem.pk.exists())

    def take_password(self, charge_point_id: str, command_id: str, hashes: frozenset[str]) -> None:
        """What this command told is now its password; what other commands tell may still come."""
        actions = [
            ChargePointItem.present_hashes.set(set(hashes)),
            ChargePointItem.pending_hashes.delete(pending_of(command_id, hashes)),
        ]
        _update(_charge_point(charge_point_id), actions, ChargePointItem.pk.exists())

    def forget_password(self, charge_point_id: str, command_id: str, hashes: frozenset[str]) -> None:
        """It did not take what this command told."""
        told = ChargePointItem.pending_hashes.delete(pending_of(command_id, hashes))
        _update(_charge_point(charge_point_id), [told], ChargePointItem.pk.exists())

    def remove(self, charge_point: ChargePoint) -> None:
        """It, what it told, what waits to be sent to it; its commands stay until they expire."""
        keys = ["CP", "LINK", "BOOT", *(f"STATUS#{number}" for number in (0, *charge_point.connectors))]
        told, asked = told_of(charge_point.charge_point_id), asked_of(charge_point.charge_point_id)
        queued = QueuedItem.query(asked, QueuedItem.sk.startswith("QUEUED#"), consistent_read=True)
        with ChargePointsItem.batch_write() as batch:
            for key in keys:
                batch.delete(ChargePointsItem(told, key))
            for waiting in queued:
                batch.delete(ChargePointsItem(asked, waiting.sk))

    def details(self, charge_points: Sequence[ChargePoint]) -> list[Detail]:
        """What is known of each, in their order: 1 batched read per 100 items."""
        keys = [
            (told_of(charge_point.charge_point_id), key)
            for charge_point in charge_points
            for key in ("LINK", "BOOT", *(f"STATUS#{number}" for number in charge_point.connectors))
        ]
        items = read_all(keys)
        details = []
        for charge_point in charge_points:
            pk = told_of(charge_point.charge_point_id)
            link, boot = items.get((pk, "LINK")), items.get((pk, "BOOT"))
            statuses = [items.get((pk, f"STATUS#{number}")) for number in charge_point.connectors]
            details.append(
                Detail(
                    charge_point,
                    link.domain() if isinstance(link, LinkItem) else Presence(),
                    boot.domain() if isinstance(boot, BootItem) else None,
                    {
                        int(item.connector_id): item.domain()
                        for item in statuses
                        if isinstance(item, StatusItem)
                    },
                )
            )
        return details

    def presence(self, charge_point_id: str) -> Presence:
        """1 read."""
        try:
            return LinkItem.get(told_of(charge_point_id), "LINK", consistent_read=True).domain()
        except LinkItem.DoesNotExist:
            return Presence()

    def join(self, charge_point_id: str, link: Link) -> Presence:
        """The newest socket wins. Returns how it was before. 1 read and 1 write, unless others come too."""
        for _ in range(JOIN_TRIES):
            before = self.presence(charge_point_id)
            replaced = before.link
            item = LinkItem(
                told_of(charge_point_id),
                "LINK",
                connection_id=link.connection_id,
                endpoint=link.endpoint,
                protocol=link.protocol,
                connected_at=link.connected_at,
                last_seen_at=link.connected_at,
                unserved=True,
            )
            unmoved = (
                LinkItem.connection_id == replaced.connection_id
                if replaced
                else LinkItem.connection_id.does_not_exist()
            )
            if attempt(partial(item.save, unmoved)):
                return before
        raise Stale("connection_moved", "This charge point connects many times at once.")

    def leave(self, charge_point_id: str, connection_id: str, at: datetime) -> bool:
        """The socket is gone. False: another had taken its place already."""
        gone: list[Action] = [
            LinkItem.disconnected_at.set(at),
            LinkItem.connection_id.remove(),
            LinkItem.endpoint.remove(),
            LinkItem.awaiting.remove(),
            LinkItem.awaiting_until.remove(),
        ]
        return _update(_link(charge_point_id), gone, LinkItem.connection_id == connection_id)

    def touch(self, charge_point_id: str, connection_id: str, at: datetime) -> Presence | None:
        """It was heard on this socket. None: another socket has taken its place. 1 write."""
        item = _link(charge_point_id)
        if _update(item, [LinkItem.last_seen_at.set(at)], LinkItem.connection_id == connection_id):
            return item.domain()
        return None

    def served(self, charge_point_id: str, connection_id: str) -> None:
        """What waited for this socket has been looked for."""
        _update(_link(charge_point_id), [LinkItem.unserved.remove()], LinkItem.connection_id == connection_id)

    def await_word(self, charge_point_id: str, connection_id: str) -> Presence | None:
        """What waits for this socket is looked for when it is heard of again. None: see touch. 1 write."""
        item = _link(charge_point_id)
        free = [LinkItem.unserved.set(True), LinkItem.awaiting.remove(), LinkItem.awaiting_until.remove()]
        return item.domain() if _update(item, free, LinkItem.connection_id == connection_id) else None

    def put_boot(self, charge_point_id: str, boot: Boot) -> None:
        """What it could not do before it may be able to do now, with other firmware. 2 writes."""
        unable = ChargePointItem.supports_reservations == False  # noqa: E712 - pynamodb's condition
        _update(_charge_point(charge_point_id), [ChargePointItem.supports_reservations.remove()], unable)
        BootItem(
            told_of(charge_point_id),
            "BOOT",
            at=boot.at,
            vendor=boot.vendor,
            model=boot.model,
            serial_number=boot.serial_number,
            firmware_version=boot.firmware_version,
        ).save()


def _item(charge_point: ChargePoint) -> ChargePointItem:
    key = told_of(charge_point.charge_point_id)
    return ChargePointItem(
        key,
        "CP",
        gsi1pk=f"STATION#{charge_point.station_id}",
        gsi1sk=key,
        charge_point_id=charge_point.charge_point_id,
        station_id=charge_point.station_id,
        network_id=charge_point.network_id,
        name=charge_point.name,
        connectors=json.dumps({str(number): charger for number, charger in charge_point.connectors.items()}),
        allow_no_subprotocol=charge_point.allow_no_subprotocol,
        security_profile=charge_point.security_profile,
        boot_status=charge_point.boot_status,
        created_at=charge_point.created_at,
        version=charge_point.version,
    )


def _charge_point(charge_point_id: str) -> ChargePointItem:
    return ChargePointItem(told_of(charge_point_id), "CP")


def _link(charge_point_id: str) -> LinkItem:
    return LinkItem(told_of(charge_point_id), "LINK")


def _update(item: ChargePointsItem, actions: Sequence[Action], condition: object) -> bool:
    # a Condition; comparisons are typed as object
    return attempt(lambda: item.update(list(actions), condition))  # type: ignore[arg-type]
