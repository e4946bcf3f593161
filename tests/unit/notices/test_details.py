"""What stands beside an alarm is told in the reader's language, with the form that goes with a number."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.notices.languages import LANGUAGES
from chalicelib.notices.plurals import Form, Plural, Saying, arabic_plural, french_plural, one_or_other, said
from chalicelib.notices.rules import fields
from chalicelib.notices.script import END, ISOLATE, MARK
from chalicelib.notices.writing import Writer
from tests.unit.notices.scenes import ANN, ORIGIN, notice

WRITER = Writer(ORIGIN)
EVERY = pytest.mark.parametrize("tag", sorted(LANGUAGES))
UP_TO = 1_000


def forms_of(saying: Saying) -> Mapping[str, str]:
    return {"other": saying} if isinstance(saying, str) else dict(saying.items())


def beside(locale: str, **facts: str) -> str:
    """What a mail says beside an alarm."""
    mail = WRITER.mail(notice("alarm_raised", reason="alarm_faulted", **facts), replace(ANN, locale=locale))
    return mail.text.split("\n\n")[2]


@EVERY
def test_every_language_has_every_sentence_with_the_same_facts(tag: str) -> None:
    details, expected = LANGUAGES[tag].details, LANGUAGES["en"].details

    assert details.keys() == expected.keys()
    for code, saying in details.items():
        told = fields(forms_of(expected[code])["other"])
        assert fields(forms_of(saying)["other"]) == told, code
        assert all(fields(words) <= told for words in forms_of(saying).values()), code


@EVERY
def test_a_sentence_that_counts_has_all_the_forms_of_its_language(tag: str) -> None:
    language = LANGUAGES[tag]
    needed = {language.plural(count) for count in range(UP_TO)}

    for saying in language.details.values():
        assert isinstance(saying, str) or saying.keys() == needed


@pytest.mark.parametrize("tag", sorted(LANGUAGES.keys() - {"en"}))
def test_no_sentence_is_left_in_another_language(tag: str) -> None:
    mine = {words for saying in LANGUAGES[tag].details.values() for words in forms_of(saying).values()}
    for other, language in LANGUAGES.items():
        theirs = {words for saying in language.details.values() for words in forms_of(saying).values()}
        assert other == tag or mine & theirs <= {"{version}: {why}"}


@pytest.mark.parametrize(
    ("plural", "form", "counts"),
    [
        (arabic_plural, "zero", (0,)),
        (arabic_plural, "one", (1,)),
        (arabic_plural, "two", (2,)),
        (arabic_plural, "few", (3, 10, 103, 110, 1003)),
        (arabic_plural, "many", (11, 26, 99, 111, 199, 1011)),
        (arabic_plural, "other", (100, 101, 102, 200, 1000, 1002)),
        (french_plural, "one", (0, 1)),
        (french_plural, "other", (2, 101)),
        (one_or_other, "one", (1,)),
        (one_or_other, "other", (0, 2, 21, 101)),
    ],
)
def test_the_form_of_a_number_is_that_of_cldr(plural: Plural, form: Form, counts: tuple[int, ...]) -> None:
    assert [plural(count) for count in counts] == [form] * len(counts)


@given(st.integers(min_value=3))
def test_beyond_two_the_last_two_digits_decide_in_arabic(count: int) -> None:
    assert arabic_plural(count) == arabic_plural(count + 100)


def test_without_a_sentence_nothing_is_said() -> None:
    assert said(None, one_or_other, {}) is None


@pytest.mark.parametrize(
    ("locale", "facts", "expected"),
    [
        ("de", {"detail_code": "fault"}, "Anschluss 1: GroundFailure (E42)"),
        ("es", {"detail_code": "energy"}, "Conector 1: 4,50\u00a0kWh"),
        (
            "fr",
            {"detail_code": "certificate_ends"},
            "Son certificat prend fin le mardi 1er décembre. Il lui a été demandé de le renouveler.",
        ),
        (
            "es",
            {"detail_code": "wrong_passwords", "count": "1"},
            "1 vez en 10 minutos alguien no pudo iniciar sesión como este cargador.",
        ),
        (
            "de",
            {"detail_code": "update", "why_code": "refused"},
            "1.2.0: Die Ladestation hat abgelehnt (Rejected).",
        ),
        ("de", {"detail_code": "update"}, "1.2.0: Its own reason."),
        ("de", {"detail_code": "newer_than_this"}, "GroundFailure (E42)"),
        ("de", {}, "GroundFailure (E42)"),
        (
            "ar",
            {"detail_code": "wrong_passwords", "count": "11"},
            f"{MARK}فشل أحدهم 11 مرة خلال 10 دقائق في تسجيل الدخول باسم هذا الشاحن.",
        ),
        (
            "ar",
            {"detail_code": "fault"},
            f"{MARK}{ISOLATE}الموصل 1: {ISOLATE}GroundFailure (E42){END}{END}",
        ),
    ],
)
def test_what_stands_beside_an_alarm(locale: str, facts: dict[str, str], expected: str) -> None:
    assert beside(locale, **facts) == expected
