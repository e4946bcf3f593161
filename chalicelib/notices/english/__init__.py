"""English."""

from chalicelib.notices.english import account, bookings, charging, details, operating, sharing
from chalicelib.notices.language import Language
from chalicelib.notices.manners import AMERICAN, ENGLISH
from chalicelib.notices.plurals import one_or_other
from chalicelib.notices.script import Script

LANGUAGE = Language(
    script=Script("en"),
    letters={
        **account.LETTERS,
        **bookings.LETTERS,
        **charging.LETTERS,
        **operating.LETTERS,
        **sharing.LETTERS,
    },
    reasons={**charging.REASONS, **operating.REASONS, **sharing.REASONS},
    details=details.DETAILS,
    plural=one_or_other,
    times="All times are in your time zone, {time_zone}.",
    manner=ENGLISH,
    regions={"us": AMERICAN},
)
