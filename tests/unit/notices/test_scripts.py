"""What is written from right to left reads so, whatever stands in it; no language keeps words of another."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.notices.events import EVENTS
from chalicelib.notices.gsm import BASIC, EXTENSION, folded, is_short, parts
from chalicelib.notices.languages import LANGUAGES
from chalicelib.notices.rules import Letter, mail_of
from chalicelib.notices.script import END, ISOLATE, MARK, Script
from chalicelib.notices.writing import Writer
from tests.unit.notices.scenes import ANN, ORIGIN, notice

WRITER = Writer(ORIGIN)
ARABIC, ENGLISH = Script("ar", is_rtl=True), Script("en")
READER = replace(ANN, locale="ar")
SHUT_IN = re.compile(f"{ISOLATE}[^{END}]*{END}")
LINK = re.compile(r"https://\S+")
LATIN = re.compile(r"[A-Za-z]+")
NAMES = {"PlugNexus"}
EVENT = pytest.mark.parametrize("event", sorted(EVENTS))


def words_of(letter: Letter) -> list[str]:
    """All that a reader sees of a letter, without its blanks."""
    said = (letter.subject, *letter.paragraphs, letter.link_text or "", *letter.closing, *letter.sms)
    return [re.sub(r"\{\w+\}", "", words).strip(" ,،.:") for words in said]


@EVENT
def test_an_arabic_mail_begins_each_line_from_the_right_and_closes_in_what_is_latin(event: str) -> None:
    mail = WRITER.mail(notice(event), READER)

    for line in (mail.subject, *mail.text.strip().split("\n\n")):
        if line == "PlugNexus" or LINK.fullmatch(line):
            continue
        assert line.startswith(MARK)
        assert set(LATIN.findall(SHUT_IN.sub("", line))) <= NAMES
    assert '<div lang="ar" dir="rtl"' in mail.html


@EVENT
def test_an_arabic_sms_likewise(event: str) -> None:
    text = WRITER.sms(notice(event), READER)

    assert text.startswith(MARK)
    assert set(LATIN.findall(LINK.sub("", SHUT_IN.sub("", text)))) <= NAMES


def test_a_code_and_an_address_stand_as_they_are() -> None:
    letter = LANGUAGES["ar"].letters["verify_code"]

    mail = mail_of(letter, ORIGIN, {"code": "123456"}, ARABIC)

    assert f"\n123456\n\n{ORIGIN}/verify\n" in mail.text


def test_an_arabic_name_in_another_language_moves_nothing_around_it() -> None:
    mail = WRITER.mail(notice("booking_soon", station_name="الساحة"), replace(ANN, locale="en"))

    assert f"{ISOLATE}الساحة{END}, Left: Saturday" in mail.text
    assert '<html lang="en" dir="ltr">' in mail.html


@given(st.text(), st.sampled_from([ARABIC, ENGLISH]))
def test_what_has_letters_of_the_other_direction_is_closed_in_and_nothing_else(
    fact: str, script: Script
) -> None:
    told = script.isolated({"fact": fact})["fact"]

    other = {"L"} if script.is_rtl else {"R", "AL"}
    foreign = any(unicodedata.bidirectional(sign) in other for sign in fact)
    assert told == (f"{ISOLATE}{fact}{END}" if foreign else fact)


@pytest.mark.parametrize("tag", sorted(LANGUAGES.keys() - {"en"}))
def test_no_words_are_left_in_another_language(tag: str) -> None:
    letters = LANGUAGES[tag].letters
    for other, language in LANGUAGES.items():
        if other == tag:
            continue
        for name, letter in language.letters.items():
            theirs = {words for words in words_of(letter) if " " in words}
            assert theirs.isdisjoint(words_of(letters[name])), (name, other)
        assert set(language.reasons.values()).isdisjoint(LANGUAGES[tag].reasons.values())


@pytest.mark.parametrize("name", sorted(LANGUAGES["ar"].letters))
def test_arabic_words_are_arabic(name: str) -> None:
    for words in words_of(LANGUAGES["ar"].letters[name]):
        assert set(LATIN.findall(words)) <= NAMES


@pytest.mark.parametrize("code", ["closed", "in_use", "not_your_turn", "suspended", "walk_up_not_allowed"])
def test_why_a_charger_refuses_stands_whole_in_an_arabic_sms(code: str) -> None:
    assert LANGUAGES["ar"].reasons[code] in WRITER.sms(notice("refused_at_plug", reason=code), READER)


@pytest.mark.parametrize(
    ("text", "count", "short"),
    [
        pytest.param("a" * 160, 1, True, id="one in the GSM alphabet"),
        pytest.param("a" * 161, 2, False, id="one sign more"),
        pytest.param("€" * 80, 1, True, id="signs of two"),
        pytest.param("a" * 152 + "€" * 80, 3, False, id="a sign of two is not torn apart"),
        pytest.param("ش" * 70, 1, True, id="one in other letters"),
        pytest.param("ش" * 71, 2, True, id="two"),
        pytest.param("ش" * 134, 2, True, id="as much as two hold"),
        pytest.param("ش" * 135, 3, False, id="more"),
        pytest.param("ش" * 66 + "😀" + "ش" * 65, 2, True, id="signs beyond the first plane are two"),
        pytest.param("ش" * 66 + "😀" + "ش" * 66, 3, False, id="likewise not torn apart"),
    ],
)
def test_how_many_messages_a_text_is(text: str, count: int, short: bool) -> None:
    assert (parts(text), is_short(text)) == (count, short)


@given(st.text(max_size=400))
def test_folding_makes_a_text_no_longer_in_messages(text: str) -> None:
    known = folded(text)

    assert known == text or set(known) <= BASIC | EXTENSION
    assert parts(known) <= parts(text)
