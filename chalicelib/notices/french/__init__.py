"""French. We say "vous"."""

from chalicelib.notices.french import account, bookings, charging, details, operating, sharing
from chalicelib.notices.language import Language
from chalicelib.notices.manners import FRENCH
from chalicelib.notices.plurals import french_plural
from chalicelib.notices.script import Script

LANGUAGE = Language(
    script=Script("fr"),
    letters={
        **account.LETTERS,
        **bookings.LETTERS,
        **charging.LETTERS,
        **operating.LETTERS,
        **sharing.LETTERS,
    },
    reasons={**charging.REASONS, **operating.REASONS, **sharing.REASONS},
    details=details.DETAILS,
    plural=french_plural,
    times="Toutes les heures sont données dans votre fuseau horaire, {time_zone}.",
    manner=FRENCH,
    regions={},
)
