"""Local lists kept in step with who belongs to a network."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from chalicelib.charge_points.rules import ChargePoint, Command, CommandFailure, CommandState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound, Refused, Stale
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.local_lists.rules import (
    Limits,
    ListState,
    LocalList,
    after_part,
    after_version,
    doubted,
    fitted,
    next_step,
    part_size,
)
from chalicelib.logs import logger

AGAIN = timedelta(hours=6)
"""Until lists in step are looked at again: suspensions end, and what was missed is found."""
SOON = timedelta(minutes=10)
"""The same where one is not in step."""
MOST_NETWORKS, MOST_LISTS = 20, 200
"""Looked at in a minute; the rest follow in the next."""
CLAIMED = "claimed"
"""In place of the command's id while the command is being made."""
TRIES = 8
Request = Callable[[str, str, Mapping[str, Any], str | None], Command]
Answer = Mapping[str, Any] | CommandFailure


class LocalListStore(Protocol):
    """Where lists are kept. See store.py for each promise."""

    def local_list(self, network_id: str, charge_point_id: str) -> LocalList | None: ...  # noqa: D102
    def of_network(self, network_id: str) -> list[LocalList]: ...  # noqa: D102
    def save(self, found: LocalList) -> LocalList | None: ...  # noqa: D102
    def remove(self, found: LocalList) -> None: ...  # noqa: D102
    def plan(self, network_id: str, at: datetime) -> None: ...  # noqa: D102
    def touch(self, network_id: str, at: datetime) -> None: ...  # noqa: D102
    def due(self, now: datetime) -> list[tuple[str, datetime]]: ...  # noqa: D102
    def looked(self, network_id: str, due_at: datetime, again_at: datetime | None) -> None: ...  # noqa: D102


@dataclass
class LocalListService:
    """Owners switch it on; after that the clock and the charge point's answers carry it."""

    store: LocalListStore
    charge_point: Callable[[str], ChargePoint]
    managed: Callable[[str, Caller], ChargePoint]
    """Raises NotFound, Forbidden."""
    protocol_of: Callable[[str], str | None]
    limits_of: Callable[[ChargePoint], Limits]
    tokens: Callable[[str, datetime], Sequence[tuple[str, str]]]
    """(network_id, now): token_uid, and what a list tells with it, of all who may charge there."""
    networks_of: Callable[[str], Iterable[str]]
    request: Request
    is_open: Callable[[str, str], bool]
    now: Clock

    def local_list(self, charge_point_id: str, caller: Caller) -> LocalList:
        """How it stands. Raises as `managed`."""
        return self._of(self.managed(charge_point_id, caller))

    def enable(self, charge_point_id: str, caller: Caller, *, enabled: bool) -> LocalList:
        """On: the list is sent. Off: the charge point is told to forget it.

        Raises as `managed`.
        """
        charge_point = self.managed(charge_point_id, caller)
        for _ in range(TRIES):
            before = self._of(charge_point)
            if before.enabled is enabled:
                return before
            saved = self._switched(before, enabled=enabled)
            if saved is None:
                continue
            if enabled:
                return self._looked_at(charge_point, saved)
            if before.version is not None:
                empty = {"version": before.version + 1, "differential": False, "entries": []}
                self.request(charge_point_id, "send_local_list", empty, caller.account_id)
            return saved
        raise Stale("changed_meanwhile", "This list changes just now; look again.")

    def sync(self, charge_point_id: str, caller: Caller) -> LocalList:
        """Send all anew. Raises Refused("local_list_off"), and as `managed`."""
        charge_point = self.managed(charge_point_id, caller)
        before = self._of(charge_point)
        if not before.enabled:
            raise Refused("local_list_off", "This charge point's list is not kept; switch it on first.")
        self.network_changed(charge_point.network_id)
        anew = replace(
            before,
            held=None,
            verify=True,
            command_id=None,
            failures=0,
            detail=None,
            state=ListState.WAITING,
        )
        return self._looked_at(charge_point, self._saved(anew))

    def network_changed(self, network_id: str) -> None:
        """Its members changed: its lists are looked at within a minute. 1 write."""
        self.store.touch(network_id, self.now())

    def account_changed(self, account_id: str) -> None:
        """An account's tokens changed. 1 read, and 1 write for each of its networks."""
        for network_id in self.networks_of(account_id):
            self.network_changed(network_id)

    def booted(self, charge_point_id: str) -> None:
        """It may have lost its list: its version is compared."""
        found = self._found(charge_point_id)
        if found is None or not found.enabled:
            return
        waiting = replace(found, verify=True, command_id=None, state=ListState.WAITING, failures=0)
        saved = self.store.save(waiting)
        if saved is not None:
            self._advance(saved)

    def tick(self, now: datetime, mine: Slice = WHOLE) -> None:
        """Look at the lists of a slice's networks where something changed, or nobody has looked for long."""
        left = MOST_LISTS
        due = [one for one in self.store.due(now) if mine.has(one[0])]
        for network_id, due_at in due[:MOST_NETWORKS]:
            lists = [found for found in map(self._still_there, self.store.of_network(network_id)) if found]
            lists = [found for found in lists if found.enabled]
            left -= len(lists)
            tokens = self.tokens(network_id, now) if lists else ()
            for found in lists:
                try:
                    self._look(found, tokens)
                except Exception:  # noqa: BLE001 - the others do not wait for this one
                    logger.exception("local_list_not_kept", charge_point_id=found.charge_point_id)
            later = [self.store.local_list(network_id, found.charge_point_id) for found in lists]
            goes_on = any(one and one.state in (ListState.WAITING, ListState.SYNCING) for one in later)
            again_at = now + (SOON if goes_on else AGAIN)
            self.store.looked(network_id, due_at, again_at if lists else None)
            if left <= 0:
                return

    def version_answered(self, command: Command, answer: Answer, state: CommandState) -> None:
        """The effect of a get_local_list_version."""
        self._then(command.charge_point_id, lambda found: after_version(found, answer, state))

    def part_answered(self, command: Command, answer: Answer, state: CommandState) -> None:
        """The effect of a send_local_list: what it holds now is kept, and the next part sent."""
        at = command.answered_at or self.now()
        self._then(
            command.charge_point_id, lambda found: after_part(found, command.params, answer, state, at)
        )

    def customer_cleared(self, command: Command, answer: Answer, state: CommandState) -> None:
        """The effect of a customer_information: a token to be forgotten leaves its list, or is told it anew.

        At once, so that its list is the one that we know by its version (OCPP 2.0.1, N10.FR.02).
        """
        del answer
        uid = command.params.get("token_uid")
        if state is not CommandState.ACCEPTED or not command.params.get("clear") or not uid:
            return
        for _ in range(TRIES):
            found = self._found(command.charge_point_id)
            if found is None or not found.enabled:
                return
            saved = self.store.save(doubted(found, str(uid)))
            if saved is not None:
                self._look(saved, self.tokens(saved.network_id, self.now()))
                return

    def _then(self, charge_point_id: str, becomes: Callable[[LocalList], LocalList]) -> None:
        for _ in range(TRIES):
            found = self._found(charge_point_id)
            if found is None or not found.enabled:
                return
            now = becomes(found)
            if now.state is ListState.FAILED:
                now = replace(now, retry_at=self.now() + AGAIN)
            saved = self.store.save(now)
            if saved is not None:
                self._advance(saved)
                return

    def _look(self, found: LocalList, tokens: Sequence[tuple[str, str]]) -> None:
        if found.command_id and self.is_open(found.charge_point_id, found.command_id):
            return
        if found.state is ListState.FAILED and found.retry_at and self.now() < found.retry_at:
            return
        now = self._wanted(self.charge_point(found.charge_point_id), found, tokens)
        if found.command_id:  # its answer never came: nobody knows what it holds
            now = replace(now, command_id=None, held=None, verify=True)
        if found.state is ListState.FAILED:
            now = replace(now, state=ListState.WAITING, failures=0)
        saved = found if now == found else self.store.save(now)
        if saved is not None:
            self._advance(saved)

    def _looked_at(self, charge_point: ChargePoint, found: LocalList) -> LocalList:
        self._look(found, self.tokens(charge_point.network_id, self.now()))
        return self._of(charge_point)

    def _wanted(
        self, charge_point: ChargePoint, found: LocalList, tokens: Sequence[tuple[str, str]]
    ) -> LocalList:
        limits = self.limits_of(charge_point)
        protocol = self.protocol_of(charge_point.charge_point_id)
        wanted, too_long, no_room = fitted(tokens, limits, protocol)
        return replace(
            found, wanted=wanted, too_long=too_long, no_room=no_room, per_message=part_size(limits)
        )

    def _advance(self, found: LocalList) -> None:
        """Ask the charge point for the next step, if it is there."""
        step = next_step(found) if found.enabled and found.state is not ListState.FAILED else None
        if step is None:
            if found.enabled and found.state not in (ListState.FAILED, ListState.IN_STEP):
                self.store.save(replace(found, state=ListState.IN_STEP))
            return
        if self.protocol_of(found.charge_point_id) is None:
            if found.state is not ListState.WAITING:
                self.store.save(replace(found, state=ListState.WAITING))
            return
        claimed = self.store.save(replace(found, state=ListState.SYNCING, command_id=CLAIMED))
        if claimed is not None:
            command = self.request(found.charge_point_id, step.action, step.params, None)
            self.store.save(replace(claimed, command_id=command.command_id))  # unless answered already

    def _of(self, charge_point: ChargePoint) -> LocalList:
        found = self.store.local_list(charge_point.network_id, charge_point.charge_point_id)
        off = LocalList(
            charge_point.charge_point_id, charge_point.network_id, enabled=False, state=ListState.OFF
        )
        return found or off

    def _found(self, charge_point_id: str) -> LocalList | None:
        try:
            network_id = self.charge_point(charge_point_id).network_id
        except NotFound:
            return None
        return self.store.local_list(network_id, charge_point_id)

    def _still_there(self, found: LocalList) -> LocalList | None:
        """None: its charge point was removed, or is another network's; its list goes with it."""
        try:
            if self.charge_point(found.charge_point_id).network_id == found.network_id:
                return found
        except NotFound:
            pass
        self.store.remove(found)
        return None

    def _switched(self, before: LocalList, *, enabled: bool) -> LocalList | None:
        """None: it has changed meanwhile."""
        if enabled:
            self.store.plan(before.network_id, self.now())
        state = ListState.WAITING if enabled else ListState.OFF
        return self.store.save(
            LocalList(before.charge_point_id, before.network_id, enabled, state, revision=before.revision)
        )

    def _saved(self, found: LocalList) -> LocalList:
        saved = self.store.save(found)
        if saved is None:
            raise Stale("changed_meanwhile", "This list changes just now; look again.")
        return saved
