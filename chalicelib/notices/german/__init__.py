"""German. We say "du", in small letters, as neighbours and colleagues do."""

from chalicelib.notices.formats import GERMAN, SWISS_GERMAN
from chalicelib.notices.german import account, bookings, charging, operating, sharing
from chalicelib.notices.language import Language

LANGUAGE = Language(
    letters={
        **account.LETTERS,
        **bookings.LETTERS,
        **charging.LETTERS,
        **operating.LETTERS,
        **sharing.LETTERS,
    },
    reasons={**charging.REASONS, **operating.REASONS, **sharing.REASONS},
    times="Alle Zeiten gelten in deiner Zeitzone, {time_zone}.",
    manner=GERMAN,
    regions={"ch": SWISS_GERMAN, "li": SWISS_GERMAN},
)
