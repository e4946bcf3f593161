"""Commands that owners give: who may, whether there is such a connector, whether it can be worded there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.charge_points.commands.rules import (
    LONGEST_RESERVATION,
    RESERVE,
    CannotSend,
    UnknownThere,
    reservation,
)
from chalicelib.charge_points.commands.service import Commands
from chalicelib.charge_points.needs import ChargePointStore, CostOf, TransactionOf
from chalicelib.charge_points.rules import ChargePoint, Command, CommandState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, Invalid, NotFound, Unfit, not_found
from chalicelib.kernel.paging import Page

Managed = Callable[[str, Caller], ChargePoint]
"""NotFound unless the caller may know of it, Forbidden unless they may manage it."""
Misfits = Callable[[str, str, Mapping[str, Any]], Sequence[str]]
"""(protocol, action, params): where that departs from the protocol's schema. Raises CannotSend."""
MostAtOnce = Callable[[str, str], int | None]
"""(charge_point_id, action): how much of that a charge point says it takes in one message."""
LISTS = {"get_configuration": "keys", "set_monitoring": "monitors", "clear_monitoring": "monitor_ids"}
"""What commands have several of, by action."""
IsGuarded = Callable[[str], bool]
"""Whether a message of the protocol is sent only by a word of our own."""


@dataclass(frozen=True)
class Orders:
    """Owners' commands, judged before they are queued."""

    store: ChargePointStore
    commands: Commands
    managed: Managed
    transaction_of: TransactionOf
    misfits: Misfits
    is_guarded: IsGuarded
    cost_of: CostOf
    most_at_once: MostAtOnce = lambda *_: None

    def order(self, charge_point_id: str, caller: Caller, action: str, params: Mapping[str, Any]) -> Command:
        """An owner's command. A `session_id` among `params` stands for that session's transaction.

        Raises as `managed`; Invalid "bad_connectors" for a connector that it does not have, "bad_period" for
        a reservation that ends in the past or after 7 days, "invalid_request" for what cannot be worded in
        the version of OCPP that the charge point spoke last; Unfit "bad_payload", "guarded_message" for a
        message in the protocol's own words.
        """
        charge_point = self.managed(charge_point_id, caller)
        number = params.get("connector_id")
        if number is not None and number not in (0, *charge_point.connectors):
            raise Invalid("bad_connectors", "The charge point has no such connector.")
        if action == RESERVE:
            params = self._reservation(**params)
        params = self._with_transaction(charge_point_id, caller, action, params)
        self._check(charge_point_id, action, params)
        return self.commands.request(charge_point_id, action, params, caller.account_id)

    def followed(self, charge_point_id: str, command_id: str, caller: Caller) -> Command:
        """A command, for who asked it and who manages the charge point. Raises NotFound.

        Also for what was asked of another charge point that had its id before.
        """
        command = self.commands.followed(charge_point_id, command_id)
        charge_point = self.store.charge_point(charge_point_id)
        if charge_point is not None and not charge_point.was_there(command.requested_at):
            raise not_found("command")
        if command.by != caller.account_id:
            try:
                self.managed(charge_point_id, caller)
            except (NotFound, Forbidden) as error:
                raise not_found("command") from error
        return command

    def orders(
        self,
        charge_point_id: str,
        caller: Caller,
        cursor: str | None,
        limit: int,
        action: str | None = None,
        state: CommandState | None = None,
    ) -> Page[Command]:
        """What was asked of a charge point, the newest first. Raises as `managed`."""
        since = self.managed(charge_point_id, caller).created_at
        return self.commands.commands(charge_point_id, cursor, limit, action, state, since)

    def _check(self, charge_point_id: str, action: str, params: Mapping[str, Any]) -> None:
        if action == "call" and self.is_guarded(str(params["message"])):
            raise Unfit("guarded_message", "This message is sent by a command of its own.")
        self._check_number(charge_point_id, action, params)
        protocol = self.store.presence(charge_point_id).protocol or ""
        try:
            misfits = self.misfits(protocol, action, {"request_id": 1, "remote_start_id": 1, **params})
        except UnknownThere:
            if action == "call":
                raise Unfit("bad_payload", "Its version of OCPP has no such message.", oddities=[]) from None
            return  # it may speak another version when it comes; else the command fails as not supported
        except CannotSend as error:
            faults = [{"field": "", "detail": error.detail}]
            raise Invalid("invalid_request", error.detail, errors=faults) from error
        if misfits and action == "call":
            raise Unfit("bad_payload", "The payload is not as the protocol has it.", oddities=misfits)
        if misfits:
            faults = [{"field": where.partition(":")[0], "detail": where} for where in misfits]
            raise Invalid("invalid_request", "The charge point's protocol cannot say this.", errors=faults)

    def _check_number(self, charge_point_id: str, action: str, params: Mapping[str, Any]) -> None:
        """No more than it takes in one message (OCPP 2.0.1, B06.FR.05, N04.FR.09, N06.FR.04)."""
        field = LISTS.get(action, "")
        asked = len(params.get(field) or ())
        most = self.most_at_once(charge_point_id, action) if asked > 1 else None
        if most is not None and asked > most:
            fault = {"field": field, "detail": f"At most {most} at once, as the charge point says."}
            faults = [{**fault, "code": "less_than_equal", "limit": most}]
            raise Invalid("invalid_request", "The charge point takes fewer at once.", errors=faults)

    def _with_transaction(
        self, charge_point_id: str, caller: Caller, action: str, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        found = dict(params)
        session_id = found.pop("session_id", None)
        if session_id is None:
            return found
        at, transaction_id = self.transaction_of(str(session_id), caller)
        if at != charge_point_id or transaction_id is None:
            raise not_found("session")
        named: dict[str, Any] = {"transaction_id": transaction_id}
        if action == "cost_updated":
            return named | {"total_cost": f"{self.cost_of(str(session_id), caller):f}"}
        for part in ("profile", "message"):
            if part in found:
                return {**found, part: found[part] | named}
        return found | named

    def _reservation(self, until: datetime, **params: Any) -> Mapping[str, object]:
        now = self.commands.now()
        if not now < until <= now + LONGEST_RESERVATION:
            raise Invalid("bad_period", "A reservation ends in the future, at most 7 days from now.")
        return reservation(**params, until=until)
