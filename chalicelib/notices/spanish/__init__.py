"""Spanish. We say "tú"."""

from chalicelib.notices.language import Language
from chalicelib.notices.manners import MEXICAN, SPANISH
from chalicelib.notices.plurals import one_or_other
from chalicelib.notices.script import Script
from chalicelib.notices.spanish import account, bookings, charging, details, operating, sharing

LANGUAGE = Language(
    script=Script("es"),
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
    times="Todas las horas son las de tu zona horaria, {time_zone}.",
    manner=SPANISH,
    regions=dict.fromkeys(
        ("419", "do", "gt", "hn", "mx", "ni", "pa", "pe", "pr", "sv", "us"),
        MEXICAN,
    ),
)
