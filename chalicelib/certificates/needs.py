"""What the service of certificates needs from its store and its neighbours."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

from chalicelib.certificates.rules import InstalledList, Issued, IssuedState
from chalicelib.charge_points.rules import ChargePoint, Command
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Page
from chalicelib.kernel.slices import Slice

Request = Callable[[str, str, Mapping[str, Any], str | None], Command]
"""(charge_point_id, action, params, by): ask a charge point to do something."""
Managed = Callable[[str, Caller], ChargePoint]
"""NotFound unless the caller manages it."""
NamesOf = Callable[[ChargePoint], Collection[str]]
"""What its certificate may call it: its id, and the serial number that it told at boot."""
Trust = Callable[[str, str, datetime], None]
"""(charge_point_id, fingerprint, not_after): it may come in by this certificate until then."""
Distrust = Callable[[str, str], None]
"""(charge_point_id, fingerprint): it may not any more."""
Came = Callable[[str], None]
"""(charge_point_id): it has accepted a certificate."""
Failed = Callable[[str, str], None]
"""(charge_point_id, why): it has no certificate after all."""
Expiring = Callable[[Issued], None]
"""It ends soon."""
Renewed = Callable[[str], None]
"""(charge_point_id): it has a new one."""


class CertificateStore(Protocol):
    """Certificates signed and installed. See store.py for each promise."""

    def add(self, issued: Issued) -> None: ...  # noqa: D102
    def issued(self, serial_number: str) -> Issued | None: ...  # noqa: D102
    def issued_to(self, charge_point_id: str, cursor: str | None, limit: int) -> Page[Issued]: ...  # noqa: D102
    def to_renew(self, by: datetime, mine: Slice) -> list[Issued]: ...  # noqa: D102
    def renewal_asked(self, serial_number: str) -> bool: ...  # noqa: D102
    def become(self, serial_number: str, state: IssuedState, at: datetime) -> bool: ...  # noqa: D102
    def installed(self, charge_point_id: str) -> InstalledList | None: ...  # noqa: D102
    def keep_installed(self, charge_point_id: str, told: InstalledList) -> None: ...  # noqa: D102
