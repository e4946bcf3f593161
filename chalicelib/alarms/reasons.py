"""What alarms tell beside their kind, by codes that are never renamed."""

from enum import StrEnum

from chalicelib.alarms.rules import AlarmKind
from chalicelib.kernel.sayings import Sayings

CERTIFICATE_ENDS = "Its certificate ends on {day}. It was asked to renew it."
ENERGY = "Connector {connector}: {kwh} kWh"
FAULT = "Connector {connector}: {told}"
UPDATE = "{version}: {why}"
WRONG_PASSWORDS = "{count} times in 10 minutes somebody could not log in as this charger."


class AlarmReason(StrEnum):
    """Which of our sentences it is."""

    CERTIFICATE_ENDS = "certificate_ends"
    """`day`, in UTC."""
    ENERGY = "energy"
    """`connector`, `kwh`."""
    FAULT = "fault"
    """`connector`; `told`: the charge point's codes."""
    UPDATE = "update"
    """`version`; `why`: what an update's `detail` tells."""
    WRONG_PASSWORDS = "wrong_passwords"
    """`count`, in 10 minutes."""


SAYINGS = {
    AlarmKind.CERTIFICATE_EXPIRES: Sayings({AlarmReason.CERTIFICATE_ENDS: CERTIFICATE_ENDS}),
    AlarmKind.ENERGY_WITHOUT_SESSION: Sayings({AlarmReason.ENERGY: ENERGY}),
    AlarmKind.FAULTED: Sayings({AlarmReason.FAULT: FAULT}),
    AlarmKind.FIRMWARE_FAILED: Sayings({AlarmReason.UPDATE: UPDATE}),
    AlarmKind.PASSWORD_THROTTLED: Sayings({AlarmReason.WRONG_PASSWORDS: WRONG_PASSWORDS}),
}
"""Of other kinds, what is told is the charge point's own, or a person's."""
