"""What logs need of storage and of their neighbours."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Protocol

from chalicelib.charge_points.rules import ChargePoint, Command
from chalicelib.diagnostics.rules import Log
from chalicelib.files.rules import Stored
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Page

ManagedChargePoint = Callable[[str, Caller], ChargePoint]
"""Raises NotFound, also for what the caller may not know of, and Forbidden."""
Request = Callable[[str, str, Mapping[str, Any], str | None], Command]
"""(charge_point_id, action, params, by): a command is on its way, or has failed at once."""
FindCommand = Callable[[str, str], Command]
"""(charge_point_id, command_id). Raises NotFound."""


Protocols = Callable[[str, Caller], str | None]
"""By what a charge point told that it transfers files; None: nothing is known."""


class LogStore(Protocol):
    """Where logs are kept."""

    def add(self, log: Log) -> None:
        """A new one."""

    def log(self, charge_point_id: str, log_id: str) -> Log | None:
        """As it is now."""

    def logs(self, charge_point_id: str, cursor: str | None, limit: int) -> Page[Log]:
        """The newest first."""

    def change(self, before: Log, now: Log) -> bool:
        """One in place of the other. False: its state is no longer the one before."""


class LogFiles(Protocol):
    """Where the files themselves are."""

    def upload_url(self, key: str, lasting: timedelta, size: int | None = None) -> str:
        """An address to PUT the file to."""

    def download_url(self, key: str, lasting: timedelta, file_name: str | None = None) -> str:
        """An address to GET it from."""

    def stored(self, key: str) -> Stored | None:
        """The file, if it is there."""

    def remove(self, key: str) -> None:
        """It is there no longer."""
