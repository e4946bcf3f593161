"""Every case has a test or a reason, every test a case, and the page says so."""

from tests.house.conformance import DOCUMENT, VERSIONS, document, number_of, played, plays

CASES = [case for version in VERSIONS for block in played(version).values() for case in block]


def test_a_case_is_played_through_both_doors_or_says_why_not():
    due = {"": "not covered: ", "gateway": "gateway only: "}
    wrong = []
    for case in CASES:
        through = {play.through for play in case.plays}
        begins = "" if "both" in through else due["".join(through)]
        if not case.note.startswith(begins) or bool(case.note) != bool(begins):
            wrong.append(f"{case.number}: needs {begins or 'no note'!r}, has {case.note!r}")

    assert wrong == []


def test_a_test_names_a_case_that_there_is_and_says_what_it_checks():
    known = {case.number for case in CASES}

    assert [play.name for play in plays() if number_of(play.name) not in known or not play.checks] == []


def test_no_case_is_listed_twice():
    assert len({case.number for case in CASES}) == len(CASES)


def test_the_page_is_as_it_would_be_written_now():
    assert DOCUMENT.read_text() == document(), "python -m tests.house.conformance"
