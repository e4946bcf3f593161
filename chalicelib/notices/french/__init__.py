"""French. We say "vous"."""

from chalicelib.notices.formats import FRENCH
from chalicelib.notices.french import account, bookings, charging, operating, sharing
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
    times="Toutes les heures sont données dans votre fuseau horaire, {time_zone}.",
    manner=FRENCH,
    regions={},
)
