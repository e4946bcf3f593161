"""What is asked of charge points: one question at a time, in the order of asking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chalicelib.charge_points.commands.password_changes import PasswordChanges
from chalicelib.charge_points.commands.rules import (
    ACTIONS,
    LATE,
    NEVER_SENT,
    OFFLINE,
    RESERVE,
    CannotSend,
    deadline_of,
    filled,
    is_password_change,
    may_wait,
    outcome,
    shows_reservations,
)
from chalicelib.charge_points.needs import Answer, ChargePointStore, CommandStore, Effect, Read, Send
from chalicelib.charge_points.presence import Presence
from chalicelib.charge_points.redaction import redacted
from chalicelib.charge_points.rules import ANSWER_WITHIN, Command, CommandFailure, CommandState, Queued
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.kernel.paging import Page
from chalicelib.logs import logger


@dataclass
class Commands:
    """Sends commands down, and ends them when they are answered."""

    store: ChargePointStore
    queue: CommandStore
    send: Send
    hashes: Callable[[str], frozenset[str]]
    now: Clock
    new_id: Ids
    effects: Mapping[str, tuple[Effect, ...]] = field(default_factory=dict)
    """By action: who wants to know how such a command ended, however it did."""

    def __post_init__(self) -> None:
        """Passwords are changed by commands too."""
        self.passwords = PasswordChanges(self.store, self.hashes)

    def request(
        self,
        charge_point_id: str,
        action: str,
        params: Mapping[str, Any],
        by: str | None,
        *,
        deadline_at: datetime | None = None,
    ) -> Command:
        """Ask it to do something: sent at once if it is connected and free, else when it is.

        What may not wait fails at once with "offline" when nobody is there; what may, waits until
        `deadline_at`, a day if nothing is said. The charge point must exist. What is returned may have ended
        already, and its effect been told.
        """
        if action not in ACTIONS:
            raise ValueError(action)
        now, command_id = self.now(), self.new_id()
        params = filled(action, params, command_id)
        deadline_at = deadline_of(action, params, now, deadline_at)
        if is_password_change(action, params):
            self.passwords.expect(charge_point_id, command_id, str(params["value"]))
        command = Command(
            command_id,
            charge_point_id,
            action,
            redacted(action, params),
            CommandState.QUEUED,
            by,
            now,
            deadline_at,
        )
        if not may_wait(action, params) and self.store.presence(charge_point_id).link is None:
            failed = replace(command, state=CommandState.FAILED, answered_at=now, detail=OFFLINE)
            self.queue.add(failed, None)
            self._take_effect(failed, CommandFailure(OFFLINE), CommandState.FAILED)
            return failed
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
                self._drop(queued, CommandState.TIMED_OUT, NEVER_SENT)
            elif presence.link is None and not may_wait(queued.action, queued.params):
                self._drop(queued, CommandState.FAILED, OFFLINE)
            elif not presence.is_free(now) or self._sent(queued, presence):
                return

    def answered(self, charge_point_id: str, command_id: str, read: Read) -> bool:
        """The answer to a command has come. False: nobody waits for it (unknown, ended or too late).

        What comes too late is kept with the command, and has its effect: the charge point has done it.
        """
        command = self.queue.command(charge_point_id, command_id)
        in_time = False
        if command is not None:
            answer = read(command.action)
            if command.state is CommandState.SENT:
                in_time = not command.is_overdue(self.now()) and self._settled(command, answer, None)
                if not in_time:
                    self._settled(command, answer, LATE)
            if command.action == RESERVE:
                self._learn(charge_point_id, answer)
        self.queue.release(charge_point_id, command_id)
        self.deliver(charge_point_id)
        return in_time

    def command(self, charge_point_id: str, command_id: str) -> Command:
        """One command. Raises NotFound. One overdue frees the queue behind it."""
        command = self.queue.command(charge_point_id, command_id)
        if command is None:
            raise not_found("command")
        if command.is_overdue(self.now()):
            self.deliver(charge_point_id)
        return command

    def followed(self, charge_point_id: str, command_id: str) -> Command:
        """One command, for who waits for its end: then what its answer causes is done. Raises NotFound."""
        command, now = self.command(charge_point_id, command_id), self.now()
        if command.has_just_ended(now) and self.store.presence(charge_point_id).is_busy_with(command_id, now):
            return replace(command, state=CommandState.SENT, answered_at=None, answer=None, detail=None)
        return command

    def commands(
        self,
        charge_point_id: str,
        cursor: str | None,
        limit: int,
        action: str | None = None,
        state: CommandState | None = None,
        since: datetime | None = None,
    ) -> Page[Command]:
        """What was asked of a charge point, the newest first.

        Only those of an action, or in a state now, or asked `since` then.
        """
        return self.queue.commands(charge_point_id, cursor, limit, action, state, self.now(), since)

    def _sent(self, queued: Queued, presence: Presence) -> bool:
        """Whether nothing more is to be sent for now: it is on its way, or waits until its socket is open."""
        now, link = self.now(), presence.link
        if link is None:
            return True
        if not self.queue.take(queued, link, now, now + ANSWER_WITHIN):
            return False
        try:
            if self.send(link, queued):
                return True
        except CannotSend as error:
            self._unsendable(queued, error.detail)
            return False
        if presence.may_be_opening(now):
            self.queue.requeue(queued)
            then = self.store.await_word(queued.charge_point_id, link.connection_id)
            return then is not None and then.may_be_opening(now)
        self.store.leave(queued.charge_point_id, link.connection_id, self.now())
        self.queue.requeue(queued)  # deliver looks again, and drops what may not wait
        return False

    def _unsendable(self, queued: Queued, detail: str) -> None:
        command = self.queue.command(queued.charge_point_id, queued.command_id)
        if command is not None:
            self._settled(command, CommandFailure(detail), None)
        self.queue.release(queued.charge_point_id, queued.command_id)

    def _settled(self, command: Command, answer: Answer, late: str | None) -> bool:
        state, detail = outcome(command.action, answer)
        kept = None if isinstance(answer, CommandFailure) else dict(answer)
        shown = (state, detail) if late is None else (CommandState.TIMED_OUT, late)
        if not self.queue.settle(command, shown[0], self.now(), kept, shown[1]):
            return False
        self._take_effect(command, answer, state)
        return True

    def _drop(self, queued: Queued, state: CommandState, detail: str) -> None:
        self.queue.drop(queued, state, detail, self.now())
        if queued.action in self.effects or is_password_change(queued.action, queued.params):
            command = self.queue.command(queued.charge_point_id, queued.command_id)
            if command is not None:
                self._take_effect(command, CommandFailure(detail), state)

    def _take_effect(self, command: Command, answer: Answer, state: CommandState) -> None:
        if state is not CommandState.ACCEPTED and is_password_change(command.action, command.params):
            self.passwords.forget(command.charge_point_id, command.command_id)
        for effect in self.effects.get(command.action, ()):
            try:
                effect(command, answer, state)
            except Exception:  # noqa: BLE001 - the answer is kept, and the others are told, all the same
                logger.exception("answer without effect", command=command.command_id, action=command.action)

    def _learn(self, charge_point_id: str, answer: Answer) -> None:
        shown = shows_reservations(answer)
        if shown is not None:
            self.queue.learn(charge_point_id, supports_reservations=shown)
