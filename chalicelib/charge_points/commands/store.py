"""Commands and their queue in DynamoDB. Keys: charge_points/items.py."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any

from chalicelib.charge_points.items import (
    ChargePointItem,
    CommandItem,
    LinkItem,
    QueuedItem,
    asked_of,
    epoch,
    told_of,
)
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import OPEN_STATES, Command, CommandState, Queued
from chalicelib.kernel.ids import least_id
from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page
from chalicelib.table import attempt, delete, put, transact, update

KEPT = timedelta(days=90)


class DynamoCommands:
    """Keeps CommandStore's promises (needs.py) in DynamoDB."""

    def add(self, command: Command, queued: Queued | None) -> None:
        """Keep a new command, and its place in the queue if it is to be sent."""
        item = CommandItem(
            asked_of(command.charge_point_id),
            f"COMMAND#{command.command_id}",
            command_id=command.command_id,
            charge_point_id=command.charge_point_id,
            action=command.action,
            params=json.dumps(command.params),
            state=command.state.value,
            by=command.by,
            requested_at=command.requested_at,
            deadline_at=command.deadline_at,
            answered_at=command.answered_at,
            detail=command.detail,
            expires=epoch(command.requested_at + KEPT),
        )
        if queued is None:
            item.save()
        else:
            transact([put("command", item), put("queued", _queued(queued))])

    def command(self, charge_point_id: str, command_id: str) -> Command | None:
        """1 read."""
        try:
            return CommandItem.get(
                asked_of(charge_point_id), f"COMMAND#{command_id}", consistent_read=True
            ).domain()
        except CommandItem.DoesNotExist:
            return None

    def commands(
        self,
        charge_point_id: str,
        cursor: str | None,
        limit: int,
        action: str | None,
        state: CommandState | None,
        now: datetime,
        since: datetime | None = None,
    ) -> Page[Command]:
        """The newest first; only those of an action, or in a state now, or asked `since`, of 90 days."""
        first = "" if since is None else least_id(since)
        found = CommandItem.query(
            asked_of(charge_point_id),
            CommandItem.sk.between(f"COMMAND#{first}", "COMMAND#~"),
            filter_condition=_having(action, state, now),
            scan_index_forward=False,
            limit=limit,
            last_evaluated_key=after(cursor),
        )
        return page(found, CommandItem.domain)

    def next_queued(self, charge_point_id: str) -> Queued | None:
        """The one that has waited longest. 1 read."""
        found = QueuedItem.query(
            asked_of(charge_point_id), QueuedItem.sk.startswith("QUEUED#"), limit=1, consistent_read=True
        )
        return next((item.domain() for item in found), None)

    def take(self, queued: Queued, link: Link, now: datetime, deadline_at: datetime) -> bool:
        """It is about to be sent down `link`, which is busy with it until `deadline_at`.

        False: somebody else has taken it, another is outstanding, or the socket is no longer the newest.
        """
        line = LinkItem(told_of(queued.charge_point_id), "LINK")
        busy = [LinkItem.awaiting.set(queued.command_id), LinkItem.awaiting_until.set(deadline_at)]
        free = LinkItem.awaiting_until.does_not_exist() | (LinkItem.awaiting_until <= now)
        sent = [
            CommandItem.state.set(CommandState.SENT.value),
            CommandItem.sent_at.set(now),
            CommandItem.deadline_at.set(deadline_at),
        ]
        return attempt(
            lambda: transact(
                [
                    delete("queued", _queued(queued), QueuedItem.pk.exists()),
                    update("line", line, busy, (LinkItem.connection_id == link.connection_id) & free),
                    update("command", _command(queued.charge_point_id, queued.command_id), sent),
                ]
            )
        )

    def requeue(self, queued: Queued) -> None:
        """It could not be sent after all, and waits for the next socket until its first deadline."""
        again = [
            CommandItem.state.set(CommandState.QUEUED.value),
            CommandItem.sent_at.remove(),
            CommandItem.deadline_at.set(queued.deadline_at),
        ]
        command = _command(queued.charge_point_id, queued.command_id)
        transact([put("queued", _queued(queued)), update("command", command, again)])

    def drop(self, queued: Queued, state: CommandState, detail: str, at: datetime) -> None:
        """It is not sent any more."""
        ended = [
            CommandItem.state.set(state.value),
            CommandItem.detail.set(detail),
            CommandItem.answered_at.set(at),
        ]
        command = _command(queued.charge_point_id, queued.command_id)
        transact([delete("queued", _queued(queued)), update("command", command, ended)])

    def settle(
        self,
        command: Command,
        state: CommandState,
        at: datetime,
        answer: Mapping[str, Any] | None,
        detail: str | None,
    ) -> bool:
        """It was answered. False: it no longer waits for an answer."""
        actions = [CommandItem.state.set(state.value), CommandItem.answered_at.set(at)]
        if answer is not None:
            actions.append(CommandItem.answer.set(json.dumps(answer, default=str)))
        if detail is not None:
            actions.append(CommandItem.detail.set(detail))
        item = _command(command.charge_point_id, command.command_id)
        return _done(item, actions, CommandItem.state == CommandState.SENT.value)

    def learn(self, charge_point_id: str, *, supports_reservations: bool) -> None:
        """What an answer has shown of a charge point, if that is still there. 1 write."""
        item = ChargePointItem(told_of(charge_point_id), "CP")
        learnt = [ChargePointItem.supports_reservations.set(supports_reservations)]
        _done(item, learnt, ChargePointItem.pk.exists())

    def release(self, charge_point_id: str, command_id: str) -> None:
        """The line is no longer busy with that command, if it was."""
        line = LinkItem(told_of(charge_point_id), "LINK")
        free = [LinkItem.awaiting.remove(), LinkItem.awaiting_until.remove()]
        _done(line, free, LinkItem.awaiting == command_id)


def _having(action: str | None, state: CommandState | None, now: datetime) -> Any:
    conditions = [] if action is None else [CommandItem.action == action]
    if state is not None:
        conditions.append(_in_state(state, now))
    return reduce(and_, conditions) if conditions else None


def _in_state(state: CommandState, now: datetime) -> Any:
    is_so = CommandItem.state == state.value
    if state in OPEN_STATES:
        return is_so & (CommandItem.deadline_at > now)
    if state is CommandState.TIMED_OUT:
        is_open = CommandItem.state.is_in(*(open_state.value for open_state in OPEN_STATES))
        return is_so | (is_open & (CommandItem.deadline_at <= now))
    return is_so


def _queued(queued: Queued) -> QueuedItem:
    return QueuedItem(
        asked_of(queued.charge_point_id),
        f"QUEUED#{queued.command_id}",
        command_id=queued.command_id,
        charge_point_id=queued.charge_point_id,
        action=queued.action,
        params=json.dumps(queued.params),
        deadline_at=queued.deadline_at,
        expires=epoch(queued.deadline_at + timedelta(days=1)),
    )


def _command(charge_point_id: str, command_id: str) -> CommandItem:
    return CommandItem(asked_of(charge_point_id), f"COMMAND#{command_id}")


def _done(item: ChargePointItem | CommandItem | LinkItem, actions: list[Any], condition: Any) -> bool:
    return attempt(lambda: item.update(actions, condition))
