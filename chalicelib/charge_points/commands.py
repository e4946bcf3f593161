"""What is asked of charge points: one question at a time, in the order of asking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.charge_points.needs import Answer, ChargePointStore, CommandStore, Effect, Read, Send
from chalicelib.charge_points.rules import (
    ACTIONS,
    ANSWER_WITHIN,
    MAY_WAIT,
    RESERVE,
    SECRET_KEYS,
    Command,
    CommandFailure,
    CommandState,
    Link,
    Queued,
    deadline_of,
    outcome,
    redacted,
    shows_reservations,
)
from chalicelib.kernel.errors import Invalid, not_found
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.kernel.paging import Page
from chalicelib.logs import logger

OFFLINE = "offline"
SHORTEST_PASSWORD, LONGEST_PASSWORD = 16, 40


@dataclass
class Commands:
    """Sends commands down, and ends them when they are answered."""

    store: ChargePointStore
    queue: CommandStore
    send: Send
    hashes: Callable[[str], frozenset[str]]
    now: Clock
    new_id: Ids
    effects: Mapping[str, Effect] = field(default_factory=dict)
    """By action: who wants to know how such a command ended."""

    def request(
        self, charge_point_id: str, action: str, params: Mapping[str, Any], by: str | None
    ) -> Command:
        """Ask it to do something: sent at once if it is connected and free, else when it is.

        What may not wait fails at once with "offline" when nobody is there. The charge point must exist.
        """
        if action not in ACTIONS:
            raise ValueError(action)
        now = self.now()
        command_id, deadline_at = self.new_id(), deadline_of(action, now)
        if is_password_change(action, params):
            self._expect_password(charge_point_id, command_id, str(params["value"]))
        kept = redacted(action, params)
        command = Command(
            command_id, charge_point_id, action, kept, CommandState.QUEUED, by, now, deadline_at
        )
        if action not in MAY_WAIT and self.store.presence(charge_point_id).link is None:
            return self._failed(command)
        self.queue.add(command, Queued(command_id, charge_point_id, action, params, deadline_at))
        self.deliver(charge_point_id)
        return self.queue.command(charge_point_id, command_id) or command

    def deliver(self, charge_point_id: str) -> None:
        """Send what is next, if the charge point is there and owes no answer."""
        while True:
            presence = self.store.presence(charge_point_id)
            queued = self.queue.next_queued(charge_point_id)
            now = self.now()
            if queued is None:
                if presence.unserved and presence.link is not None:
                    self.store.served(charge_point_id, presence.link.connection_id)
                return
            if queued.deadline_at <= now:
                self.queue.drop(queued, CommandState.TIMED_OUT, "It was never sent.", now)
            elif presence.link is None and queued.action not in MAY_WAIT:
                self.queue.drop(queued, CommandState.FAILED, OFFLINE, now)
            elif presence.link is None or not presence.is_free(now) or self._sent(queued, presence.link):
                return

    def answered(self, charge_point_id: str, command_id: str, read: Read) -> bool:
        """The answer to a command has come. False: nobody waits for it (unknown, ended or too late)."""
        command = self.queue.command(charge_point_id, command_id)
        now = self.now()
        answer: Answer = {} if command is None else read(command.action)
        waited_for = (
            command is not None and command.state is CommandState.SENT and not command.is_overdue(now)
        )
        if command is not None and waited_for:
            state, detail = outcome(command.action, answer)
            data = None if isinstance(answer, CommandFailure) else dict(answer)
            waited_for = self.queue.settle(command, state, now, data, detail)
            if state is not CommandState.ACCEPTED and is_password_change(command.action, command.params):
                self._forget_password(charge_point_id, command_id)
            if waited_for and command.action in self.effects:
                self._take_effect(command, answer, state)
        if command is not None and command.action == RESERVE:
            self._learn(charge_point_id, answer)
        self.queue.release(charge_point_id, command_id)
        self.deliver(charge_point_id)
        return waited_for

    def command(self, charge_point_id: str, command_id: str) -> Command:
        """One command, for who follows it. Raises NotFound. One overdue frees the queue behind it."""
        command = self.queue.command(charge_point_id, command_id)
        if command is None:
            raise not_found("command")
        if command.is_overdue(self.now()):
            self.deliver(charge_point_id)
        return command

    def commands(self, charge_point_id: str, cursor: str | None, limit: int) -> Page[Command]:
        """What was asked of a charge point, the newest first."""
        return self.queue.commands(charge_point_id, cursor, limit)

    def _sent(self, queued: Queued, link: Link) -> bool:
        now = self.now()
        if not self.queue.take(queued, link, now, now + ANSWER_WITHIN):
            return False
        if self.send(link, queued):
            return True
        self.store.leave(queued.charge_point_id, link.connection_id)
        self.queue.requeue(queued)  # deliver looks again, and drops what may not wait
        return False

    def _failed(self, command: Command) -> Command:
        failed = Command(
            command.command_id,
            command.charge_point_id,
            command.action,
            command.params,
            CommandState.FAILED,
            command.by,
            command.requested_at,
            command.deadline_at,
            answered_at=command.requested_at,
            detail=OFFLINE,
        )
        self.queue.add(failed, None)
        return failed

    def _take_effect(self, command: Command, answer: Answer, state: CommandState) -> None:
        try:
            self.effects[command.action](command, answer, state)
        except Exception:  # noqa: BLE001 - the answer is kept all the same
            logger.exception("answer without effect", command=command.command_id, action=command.action)

    def _learn(self, charge_point_id: str, answer: Mapping[str, Any] | CommandFailure) -> None:
        shown = shows_reservations(answer)
        if shown is not None:
            self.queue.learn(charge_point_id, supports_reservations=shown)

    def _expect_password(self, charge_point_id: str, command_id: str, password: str) -> None:
        can_be_sent = password.isascii() and password.isprintable()
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or not can_be_sent:
            raise Invalid("bad_password", "A charge point's password has 16 to 40 ASCII characters.")
        if not self.store.expect_password(charge_point_id, command_id, self.hashes(password)):
            raise not_found("charge point")

    def _forget_password(self, charge_point_id: str, command_id: str) -> None:
        found = self.store.credentials(charge_point_id)
        if found is not None and command_id in found[1].pending:
            self.store.forget_password(charge_point_id, command_id, found[1].pending[command_id])


def is_password_change(action: str, params: Mapping[str, Any]) -> bool:
    """Whether this changes what the charge point is let in by."""
    return action == "change_configuration" and str(params.get("key", "")).lower() in SECRET_KEYS
