"""Logs: asked for by managers, told of by charge points, looked for in the bucket."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.charge_points.rules import Command, CommandFailure, CommandState
from chalicelib.diagnostics.needs import (
    FindCommand,
    LogFiles,
    LogStore,
    ManagedChargePoint,
    Protocols,
    Request,
)
from chalicelib.diagnostics.rules import (
    ASK,
    OPEN,
    TOO_LARGE,
    TRIES,
    TRY_AGAIN_AFTER_SECONDS,
    Log,
    LogKind,
    LogState,
    answered,
    found,
    passed,
    told,
    warning,
)
from chalicelib.files.rules import DOWNLOAD_BY_OWNER, UPLOAD_BY_CHARGE_POINT, log_key
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, NotFound, not_found
from chalicelib.kernel.ids import Clock, Ids, secret_code
from chalicelib.kernel.paging import Page

LATEST = 20
"""Among so many a notification's log is looked for."""
WRITE_TRIES = 4


@dataclass(frozen=True)
class LogService:
    """The use cases of logs."""

    store: LogStore
    files: LogFiles
    managed: ManagedChargePoint
    request: Request
    command: FindCommand
    protocols: Protocols
    now: Clock
    new_id: Ids

    def ask(
        self,
        charge_point_id: str,
        caller: Caller,
        kind: LogKind,
        begin_at: datetime | None = None,
        end_at: datetime | None = None,
    ) -> Log:
        """Ask a charge point for its log. Raises NotFound, Forbidden, Invalid("bad_period").

        It is kept before it is asked for: the charge point may be faster than we are.
        """
        charge_point = self.managed(charge_point_id, caller)
        if begin_at is not None and end_at is not None and begin_at >= end_at:
            raise Invalid("bad_period", "A log begins before it ends.")
        log_id, now = self.new_id(), self.now()
        key = log_key(charge_point.network_id, charge_point_id, log_id, secret_code())
        request_id = 1 + secrets.randbelow(2**31 - 1)
        log = Log(
            log_id,
            charge_point.network_id,
            charge_point_id,
            kind,
            request_id,
            key,
            caller.account_id,
            now,
            begin_at,
            end_at,
            detail=warning(self.protocols(charge_point_id, caller)),
        )
        self.store.add(log)
        params: dict[str, Any] = {
            "kind": kind.value,
            "request_id": request_id,
            "url": self.files.upload_url(key, UPLOAD_BY_CHARGE_POINT),
            "from": begin_at.isoformat() if begin_at else None,
            "to": end_at.isoformat() if end_at else None,
            "retries": TRIES,
            "retry_interval_seconds": TRY_AGAIN_AFTER_SECONDS,
        }
        command = self.request(charge_point_id, ASK, params, caller.account_id)
        return self._changed(log, lambda seen: _asked(seen, command))

    def log(self, charge_point_id: str, log_id: str, caller: Caller) -> Log:
        """One as it stands now. Raises NotFound, Forbidden."""
        network_id = self.managed(charge_point_id, caller).network_id
        log = self.store.log(charge_point_id, log_id)
        if log is None or log.network_id != network_id:
            raise not_found("log")
        return self._looked_for(log)

    def logs(self, charge_point_id: str, caller: Caller, cursor: str | None, limit: int) -> Page[Log]:
        """Those of a charge point, the newest first, as they stand now. Raises NotFound, Forbidden."""
        network_id = self.managed(charge_point_id, caller).network_id
        found = self.store.logs(charge_point_id, cursor, limit)
        theirs = [log for log in found.items if log.network_id == network_id]
        return Page(theirs, found.next_cursor).of(self._looked_for)

    def download_url(self, log: Log) -> str | None:
        """An address to fetch it from, for some minutes. None: it is not there."""
        if log.state is not LogState.UPLOADED:
            return None
        return self.files.download_url(log.key, DOWNLOAD_BY_OWNER, log.shown_name)

    def reported(self, charge_point_id: str, about: str, status: str, request_id: int | None = None) -> None:
        """A charge point told how far its upload has come, of the newest log that this may be about.

        1.6's DiagnosticsStatusNotification names none. A status of nothing that we asked for is dropped.
        """
        logs = self.store.logs(charge_point_id, None, LATEST).items
        if request_id is not None:
            log = next((log for log in logs if log.request_id == request_id), None)
        else:
            asked_of = [log for log in logs if about != "diagnostics" or log.kind is LogKind.DIAGNOSTICS]
            log = next((log for log in asked_of if log.is_awaited(self.now())), None)
        if log is not None:
            self._looked_for(self._changed(log, lambda seen: told(seen, status)))

    def command_ended(
        self, command: Command, answer: Mapping[str, Any] | CommandFailure, state: CommandState
    ) -> None:
        """The charge point answered: an Effect of "get_log"."""
        logs = self.store.logs(command.charge_point_id, None, LATEST).items
        log = next((log for log in logs if log.request_id == command.params.get("request_id")), None)
        if log is not None:
            self._changed(log, lambda seen: answered(seen, state, answer, command.detail))

    def _looked_for(self, log: Log) -> Log:
        """As it stands now: an unanswered command, a file that came unannounced, and time are seen to."""
        now = self.now()
        if log.is_awaited(now):
            stored = self.files.stored(log.key)
            log = self._changed(log, lambda seen: found(seen, stored))
            if log.detail == TOO_LARGE and stored is not None:
                self.files.remove(log.key)
        if log.state is LogState.REQUESTED and log.command_id is not None:
            log = self._unanswered(log, now)
        ended = passed(log, now)
        return ended if ended is log else self._changed(log, lambda seen: passed(seen, now))

    def _unanswered(self, log: Log, now: datetime) -> Log:
        try:
            command = self.command(log.charge_point_id, log.command_id or "")
        except NotFound:
            return log
        state = command.state_at(now)
        if state is not CommandState.TIMED_OUT:
            return log
        return self._changed(log, lambda seen: answered(seen, state, None, command.detail))

    def _changed(self, log: Log, change: Callable[[Log], Log]) -> Log:
        """`change` made of what is stored now, whoever else changes it."""
        for _ in range(WRITE_TRIES):
            after = change(log)
            if self.store.change(log, after):
                return after
            log = self.store.log(log.charge_point_id, log.log_id) or log
        return log


def _asked(log: Log, command: Command) -> Log:
    """With its command, and what that came to at once."""
    log = replace(log, command_id=command.command_id)
    if log.state in OPEN and command.state in (CommandState.FAILED, CommandState.REJECTED):
        return answered(log, command.state, None, command.detail)
    return log
