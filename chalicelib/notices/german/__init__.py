"""German. We say "du", in small letters, as neighbours and colleagues do."""

from chalicelib.notices.german import account, bookings, charging, details, operating, sharing
from chalicelib.notices.language import Language
from chalicelib.notices.manners import GERMAN, SWISS_GERMAN
from chalicelib.notices.plurals import one_or_other
from chalicelib.notices.script import Script

LANGUAGE = Language(
    script=Script("de"),
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
    times="Alle Zeiten gelten in deiner Zeitzone, {time_zone}.",
    manner=GERMAN,
    regions={"ch": SWISS_GERMAN, "li": SWISS_GERMAN},
)
