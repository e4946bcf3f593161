"""Passwords that a charge point is told to change to: the old one works until the new one is used."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.charge_points.needs import ChargePointStore
from chalicelib.kernel.errors import Invalid, not_found

SHORTEST_PASSWORD, LONGEST_PASSWORD = 16, 40


@dataclass(frozen=True)
class PasswordChanges:
    """What is let in beside the present password, by the commands that told the charge point of it."""

    store: ChargePointStore
    hashes: Callable[[str], frozenset[str]]

    def expect(self, charge_point_id: str, command_id: str, password: str) -> None:
        """It may come by this one too from now on. Raises Invalid("bad_password"), NotFound."""
        can_be_sent = password.isascii() and password.isprintable()
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or not can_be_sent:
            raise Invalid("bad_password", "A charge point's password has 16 to 40 ASCII characters.")
        if not self.store.expect_password(charge_point_id, command_id, self.hashes(password)):
            raise not_found("charge point")

    def forget(self, charge_point_id: str, command_id: str) -> None:
        """It has not taken what that command told."""
        found = self.store.credentials(charge_point_id)
        if found is not None and command_id in found[1].pending:
            self.store.forget_password(charge_point_id, command_id, found[1].pending[command_id])
