"""Refusals that are told over HTTP are counted, for the fairness report; see reports/refusals.py."""

from collections.abc import Callable, Mapping

from chalicelib.bookings.booking import charger_id_of
from chalicelib.kernel.errors import DomainError, Refused, Violation
from chalicelib.wiring import Services

COUNTED = frozenset({"booking_refused", "charge_refused"})


def count_refusal(
    error: DomainError, path_values: Mapping[str, str], services: Callable[[], Services]
) -> None:
    """Count a booking or a charge that a rule refused, by the charger that the address names."""
    if error.code not in COUNTED:
        return
    charger_id = path_values.get("charger_id") or charger_id_of(path_values.get("booking_id", ""))
    codes = set(refusal_codes(error)) - {error.code}
    if charger_id and codes:
        services().refusals.count(charger_id, codes)


def refusal_codes(error: DomainError) -> list[str]:
    """Which rules said no: those that `error` names, or its own code; none where no rule was asked."""
    if not isinstance(error, Refused):
        return []
    violations = error.facts.get("violations")
    found = violations if isinstance(violations, list) else []
    return sorted({each.code for each in found if isinstance(each, Violation)}) or [error.code]
