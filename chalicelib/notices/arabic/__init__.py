"""Modern Standard Arabic, in words that fit whoever reads them."""

from chalicelib.notices.arabic import account, bookings, charging, details, operating, sharing
from chalicelib.notices.language import Language
from chalicelib.notices.manners import ARABIC, ARABIC_IN
from chalicelib.notices.plurals import arabic_plural
from chalicelib.notices.script import Script

LANGUAGE = Language(
    script=Script("ar", is_rtl=True),
    letters={
        **account.LETTERS,
        **bookings.LETTERS,
        **charging.LETTERS,
        **operating.LETTERS,
        **sharing.LETTERS,
    },
    reasons={**charging.REASONS, **operating.REASONS, **sharing.REASONS},
    details=details.DETAILS,
    plural=arabic_plural,
    times="كل الأوقات بحسب منطقتك الزمنية، {time_zone}.",
    manner=ARABIC,
    regions=ARABIC_IN,
)
