"""How each language that we speak writes days, times and amounts, and some of its regions otherwise."""

from dataclasses import replace
from datetime import datetime

from chalicelib.notices.formats import Manner


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def _half_day_clock(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at:%M}\u00a0{'AM' if at.hour < 12 else 'PM'}"  # noqa: PLR2004 - noon


def _french_day(at: datetime) -> str:
    return "1er" if at.day == 1 else str(at.day)


EN_DAYS = _names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
EN_MONTHS = _names("January February March April May June July August September October November December")
DE_DAYS = _names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag")
DE_MONTHS = _names("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
ES_DAYS = _names("lunes martes miércoles jueves viernes sábado domingo")
ES_MONTHS = _names("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
FR_DAYS = _names("lundi mardi mercredi jeudi vendredi samedi dimanche")
FR_MONTHS = _names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")

ENGLISH = Manner(
    day=lambda at: f"{EN_DAYS[at.weekday()]} {at.day} {EN_MONTHS[at.month - 1]}",
    brief_day=lambda at: f"{EN_DAYS[at.weekday()][:3]} {at.day} {EN_MONTHS[at.month - 1][:3]}",
    time=_clock,
    moment="{day}, {time}",
    same_day="{day}, {start} to {end}",
    across_days="{start} to {end}",
    decimal=".",
    thousands=",",
    money="{sign}{amount}",
    coded_money="{sign}\u00a0{amount}",
)
AMERICAN = replace(
    ENGLISH,
    day=lambda at: f"{EN_DAYS[at.weekday()]}, {EN_MONTHS[at.month - 1]} {at.day}",
    brief_day=lambda at: f"{EN_DAYS[at.weekday()][:3]}, {EN_MONTHS[at.month - 1][:3]} {at.day}",
    time=_half_day_clock,
)
GERMAN = Manner(
    day=lambda at: f"{DE_DAYS[at.weekday()]}, {at.day}. {DE_MONTHS[at.month - 1]}",
    brief_day=lambda at: f"{DE_DAYS[at.weekday()][:2]} {at.day}.{at.month}.",
    time=_clock,
    moment="{day}, {time} Uhr",
    same_day="{day}, {start} bis {end} Uhr",
    across_days="{start} bis {end}",
    decimal=",",
    thousands=".",
    money="{amount}\u00a0{sign}",
    coded_money="{amount}\u00a0{sign}",
)
SWISS_GERMAN = replace(
    GERMAN,
    decimal=".",
    thousands="\u2019",
    money="{sign}\u00a0{amount}",
    coded_money="{sign}\u00a0{amount}",
)
FRENCH = Manner(
    day=lambda at: f"{FR_DAYS[at.weekday()]} {_french_day(at)} {FR_MONTHS[at.month - 1]}",
    brief_day=lambda at: f"{FR_DAYS[at.weekday()][:3]}. {at.day}/{at.month}",
    time=_clock,
    moment="{day} à {time}",
    same_day="{day} de {start} à {end}",
    across_days="du {start} au {end}",
    decimal=",",
    thousands="\u202f",
    money="{amount}\u00a0{sign}",
    coded_money="{amount}\u00a0{sign}",
)
SPANISH = Manner(
    day=lambda at: f"{ES_DAYS[at.weekday()]}, {at.day} de {ES_MONTHS[at.month - 1]}",
    brief_day=lambda at: f"{ES_DAYS[at.weekday()][:3]} {at.day}/{at.month}",
    time=_clock,
    moment="{day}, {time}",
    same_day="{day}, de {start} a {end}",
    across_days="del {start} al {end}",
    decimal=",",
    thousands=".",
    money="{amount}\u00a0{sign}",
    coded_money="{amount}\u00a0{sign}",
    grouped_from=10_000,
)
MEXICAN = replace(
    SPANISH,
    decimal=".",
    thousands=",",
    money="{sign}{amount}",
    coded_money="{sign}\u00a0{amount}",
    grouped_from=1_000,
)


def _arabic(months: tuple[str, ...], decimal: str = ".", thousands: str = ",") -> Manner:
    """With the digits of our texts, and months by name: 7/8 could be read either way.

    A mark sets an amount's direction, as CLDR has it.
    """
    return Manner(
        day=lambda at: f"{AR_DAYS[at.weekday()]}، {at.day} {months[at.month - 1]}",
        brief_day=lambda at: f"{at.day} {months[at.month - 1]}",
        time=_clock,
        moment="{day}، {time}",
        same_day="{day}، {start}\u2013{end}",
        across_days="من {start} إلى {end}",
        decimal=decimal,
        thousands=thousands,
        money="\u200f{amount}\u00a0{sign}",
        coded_money="\u200f{amount}\u00a0{sign}",
        energy="{amount} كيلوواط ساعة",
    )


AR_DAYS = _names("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد")
GREGORIAN = _names("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر")
LEVANTINE = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
MOROCCAN = _names("يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر")
MAGHREBI = _names("جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر")

ARABIC = _arabic(GREGORIAN)
ARABIC_IN = {
    **dict.fromkeys(("iq", "jo", "ps", "sy"), _arabic(LEVANTINE)),
    "lb": _arabic(LEVANTINE, ",", "."),
    "ly": _arabic(GREGORIAN, ",", "."),
    "ma": _arabic(MOROCCAN, ",", "."),
    **dict.fromkeys(("dz", "tn"), _arabic(MAGHREBI, ",", ".")),
}
"""By region: months go by other names there, or numbers are written otherwise."""
