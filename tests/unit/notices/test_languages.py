"""Every language has every letter, with the same facts, and writes as its readers do."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from chalicelib.notices.events import EVENTS, letter_name
from chalicelib.notices.formats import rendered
from chalicelib.notices.gsm import BASIC, EXTENSION, folded, is_short, parts
from chalicelib.notices.languages import LANGUAGES, manner_of
from chalicelib.notices.rules import fields
from chalicelib.notices.writing import Writer
from tests.unit.notices.scenes import ANN, FACTS, ORIGIN, notice

WRITER = Writer(ORIGIN)
LONG = {
    "station_name": "Rathausplatz Parkhaus Nord",
    "charger_name": "Ladesäule hinten links",
    "driver_name": "Maximiliane Oberhuber-Schmidt",
    "nearest_name": "Bahnhofsvorplatz Süd",
    "network_name": "Nachbarschaft Lindenhof",
    "currency": "CHF",
    "offer_id": "0" * 26,
}
CASES = [
    *((event, {}) for event in EVENTS),
    ("ends_soon", {"at_end": "keep"}),
    ("booking_failed", {"nearest_name": "", "nearest_path": ""}),
]
EVERY = pytest.mark.parametrize("locale", sorted(LANGUAGES))
EVERY_CASE = pytest.mark.parametrize(
    ("event", "facts"), CASES, ids=lambda value: value if isinstance(value, str) else "-".join(value)
)


def facts_of(letter):
    """The facts that each part of a letter speaks of."""
    return {
        "subject": fields(letter.subject),
        "text": fields(" ".join(letter.paragraphs)),
        "code": fields(letter.code or ""),
        "link": letter.link,
        "closing": fields(" ".join(letter.closing)),
        "sms": fields(" ".join(letter.sms)),
        "has": (letter.link_text is not None, bool(letter.paragraphs)),
    }


@EVERY
def test_every_language_has_every_letter_with_the_same_facts(locale):
    told, expected = LANGUAGES[locale], LANGUAGES["en"]

    assert {name: facts_of(letter) for name, letter in told.letters.items()} == {
        name: facts_of(letter) for name, letter in expected.letters.items()
    }
    assert told.reasons.keys() == expected.reasons.keys()
    assert fields(told.times) == {"time_zone"}


def test_every_event_has_its_letter_and_every_letter_its_event():
    needed = {letter_name(event, notice(event, **facts).facts) for event, facts in CASES}

    account = {"verify_code", "already_registered", "not_registered", "reset_code", "invitation"}
    assert needed | account == LANGUAGES["en"].letters.keys()


@EVERY
@EVERY_CASE
def test_every_notice_can_be_written_and_leads_to_the_client(locale, event, facts):
    mail = WRITER.mail(notice(event, **facts), replace(ANN, locale=locale))

    assert mail.subject
    assert f"\n{ORIGIN}/" in mail.text
    assert f'href="{ORIGIN}/' in mail.html
    assert "{" not in mail.subject + mail.text + mail.html
    assert "T13:00" not in mail.text


@EVERY
@EVERY_CASE
def test_a_sentence_with_nothing_to_tell_is_left_out(locale, event, facts):
    optional = dict.fromkeys(set(EVENTS[event].known) - set(EVENTS[event].facts), "")
    letter = LANGUAGES[locale].letters[letter_name(event, notice(event, **(optional | facts)).facts)]

    mail = WRITER.mail(notice(event, **(optional | facts)), replace(ANN, locale=locale))

    kept = [words for words in letter.paragraphs if not fields(words) & optional.keys()]
    if event != "charging_complete":  # its `period` is made of two facts
        assert mail.text.count("\n\n") >= len(kept)
    assert fields(letter.subject).isdisjoint(optional)
    assert all(line.strip() for line in mail.text.split("\n\n"))
    assert ": \n" not in mail.text
    assert all(fields(words) <= FACTS.keys() | {"period"} for words in letter.paragraphs)


@EVERY
@EVERY_CASE
def test_an_sms_is_one_message_with_its_link_or_two_in_arabic(locale, event, facts):
    told = notice(event, **({name: LONG[name] for name in LONG if name in notice(event).facts} | facts))

    text = WRITER.sms(told, replace(ANN, locale=locale))

    assert text.removeprefix("\u200f").startswith("PlugNexus: ")
    assert f" {ORIGIN}/" in text
    assert (set(text) <= BASIC | EXTENSION) is (locale != "ar")
    assert is_short(text), (parts(text), len(text), text)


@pytest.mark.parametrize(
    ("locale", "period", "amount", "coins", "energy"),
    [
        ("en", "Saturday 21 November, 14:00 to 15:30", "€1,234.50", "CHF 0.125", "12.35 kWh"),
        ("en-US", "Saturday, November 21, 2:00 PM to 3:30 PM", "€1,234.50", "CHF 0.125", "12.35 kWh"),
        ("de", "Samstag, 21. November, 14:00 bis 15:30 Uhr", "1.234,50 €", "0,125 CHF", "12,35 kWh"),
        ("de-CH", "Samstag, 21. November, 14:00 bis 15:30 Uhr", "€ 1\u2019234.50", "CHF 0.125", "12.35 kWh"),
        ("fr", "samedi 21 novembre de 14:00 à 15:30", "1 234,50 €", "0,125 CHF", "12,35 kWh"),
        ("es", "sábado, 21 de noviembre, de 14:00 a 15:30", "1234,50 €", "0,125 CHF", "12,35 kWh"),
        ("es-MX", "sábado, 21 de noviembre, de 14:00 a 15:30", "€1,234.50", "CHF 0.125", "12.35 kWh"),
        (
            "ar",
            "السبت، 21 نوفمبر، 14:00\u201315:30",
            "\u200f1,234.50 €",
            "\u200f0.125 CHF",
            "12.35 كيلوواط ساعة",
        ),
        (
            "ar-LB",
            "السبت، 21 تشرين الثاني، 14:00\u201315:30",
            "\u200f1.234,50 €",
            "\u200f0,125 CHF",
            "12,35 كيلوواط ساعة",
        ),
        ("pt", "Saturday 21 November, 14:00 to 15:30", "€1,234.50", "CHF 0.125", "12.35 kWh"),
    ],
)
def test_dates_and_amounts_are_written_as_in_the_readers_country(locale, period, amount, coins, energy):
    manner = manner_of(locale)
    told = rendered(FACTS, manner, ZoneInfo("Europe/Berlin"), briefly=False)

    assert told["period"].replace("\u00a0", " ") == period
    assert told["amount"].replace("\u00a0", " ").replace("\u202f", " ") == amount
    assert manner.amount(Decimal("0.125"), "CHF").replace("\u00a0", " ") == coins
    assert told["energy_kwh"].replace("\u00a0", " ") == energy


@pytest.mark.parametrize(
    ("locale", "period"),
    [
        ("en", "Tue 30 Jun, 23:00 to Wed 1 Jul, 01:00"),
        ("de", "Di 30.6., 23:00 Uhr bis Mi 1.7., 01:00 Uhr"),
        ("fr", "du mar. 30/6 à 23:00 au mer. 1/7 à 01:00"),
        ("es", "del mar 30/6, 23:00 al mié 1/7, 01:00"),
        ("ar", "من 30 يونيو، 23:00 إلى 1 يوليو، 01:00"),
        ("ar-MA", "من 30 يونيو، 23:00 إلى 1 يوليوز، 01:00"),
    ],
)
def test_over_midnight_both_days_are_told(locale, period):
    facts = {"start_at": "2026-06-30T21:00:00Z", "end_at": "2026-06-30T23:00:00Z"}

    told = rendered(facts, manner_of(locale), ZoneInfo("Europe/Berlin"), briefly=True)
    assert told["period"] == period


def test_the_first_of_a_month_in_french():
    assert manner_of("fr").instant(datetime(2026, 8, 1, 9, tzinfo=UTC), briefly=False) == (
        "samedi 1er août à 09:00"
    )


@pytest.mark.parametrize(("hour", "clock"), [(0, "12:05 AM"), (12, "12:05 PM"), (23, "11:05 PM")])
def test_the_american_clock(hour, clock):
    said = manner_of("en-US").time(datetime(2026, 8, 1, hour, 5, tzinfo=UTC))
    assert said.replace("\u00a0", " ") == clock


def test_times_are_the_receivers_and_say_so():
    mail = WRITER.mail(notice("booking_soon"), replace(ANN, time_zone="America/New_York", locale="en"))

    assert "Saturday 21 November, 08:00 to 09:30" in mail.text
    assert "All times are in your time zone, America/New_York." in mail.text


def test_a_mail_without_times_does_not_speak_of_zones():
    mail = WRITER.mail(notice("charging_stopped"), replace(ANN, locale="en"))

    assert "time zone" not in mail.text


def test_reasons_that_have_a_code_are_told_in_the_readers_language_and_others_as_they_are():
    german = replace(ANN, locale="de")

    assert "Der Ladepunkt wurde entfernt." in (
        WRITER.mail(notice("booking_canceled", reason="charger_removed"), german).text
    )
    assert "Roof repair" in WRITER.mail(notice("booking_canceled", reason="Roof repair"), german).text


def test_without_another_charger_the_way_leads_to_the_bookings():
    account = replace(ANN, locale="en")

    assert f"\n{ORIGIN}/stations/s2\n" in WRITER.mail(notice("booking_failed"), account).text
    alone = notice("booking_failed", nearest_name="", nearest_path="")
    assert f"\n{ORIGIN}/bookings\n" in WRITER.mail(alone, account).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Größe à côté: 5 €", "Größe à coté: 5 €"),
        ("Ça œuvre… «oui» \u2013 d\u2019accord", 'Ça oeuvre... "oui" - d\'accord'),
        ("Łódź Ş", "Lodz S"),
        ("Киев: Größe à côté", "Киев: Größe à côté"),
    ],
)
def test_letters_that_the_gsm_alphabet_lacks_lose_their_accent(text, expected):
    assert folded(text) == expected
