"""Why a booking or an offer ended, where no person says so: by codes that are never renamed."""

from enum import StrEnum

from chalicelib.bookings.at_charger import Absence
from chalicelib.bookings.giving_up import ERASED
from chalicelib.bookings.life import CHARGER_REMOVED, LAPSED
from chalicelib.kernel.sayings import Sayings
from chalicelib.waitlist.offering import NOT_WAITED_FOR


class BookingReason(StrEnum):
    """What ended it."""

    ACCOUNT_ERASED = "account_erased"
    CAR_PLUGGED_IN = "car_plugged_in"
    CHARGER_OFFLINE = "charger_offline"
    CHARGER_REMOVED = "charger_removed"
    CHARGING_WENT_ON = "charging_went_on"
    IN_USE = "in_use"
    LAPSED = "lapsed"
    NOBODY_CAME = "nobody_came"
    NOT_WAITED_FOR = "not_waited_for"
    OUT_OF_SERVICE = "out_of_service"


SAYINGS = Sayings(
    {
        BookingReason.ACCOUNT_ERASED: ERASED,
        BookingReason.CAR_PLUGGED_IN: Absence.PLUGGED_IN.value,
        BookingReason.CHARGER_OFFLINE: Absence.OFFLINE.value,
        BookingReason.CHARGER_REMOVED: CHARGER_REMOVED,
        BookingReason.CHARGING_WENT_ON: Absence.CHARGES_ALREADY.value,
        BookingReason.IN_USE: Absence.IN_USE.value,
        BookingReason.LAPSED: LAPSED,
        BookingReason.NOBODY_CAME: Absence.NOBODY_CAME.value,
        BookingReason.NOT_WAITED_FOR: NOT_WAITED_FOR,
        BookingReason.OUT_OF_SERVICE: Absence.OUT_OF_SERVICE.value,
    }
)
