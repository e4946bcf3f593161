"""Refusals that are told over HTTP are counted, for the fairness report; see reports/refusals.py."""

from collections.abc import Callable, Mapping

from chalicelib.bookings.booking import charger_id_of
from chalicelib.kernel.errors import DomainError, Violation
from chalicelib.wiring import Services

COUNTED = frozenset({"booking_refused", "charge_refused"})


def count_refusal(
    error: DomainError, path_values: Mapping[str, str], services: Callable[[], Services]
) -> None:
    """Count a booking or a charge that a rule refused, by the charger that the address names."""
    if error.code not in COUNTED:
        return
    charger_id = path_values.get("charger_id") or charger_id_of(path_values.get("booking_id", ""))
    violations = error.facts.get("violations")
    if charger_id and isinstance(violations, list):
        codes = {violation.code for violation in violations if isinstance(violation, Violation)}
        services().refusals.count(charger_id, codes)
