from enum import StrEnum

import pytest

from chalicelib.kernel.sayings import Said, Sayings, filled


class Why(StrEnum):
    GONE = "gone"
    TOLD = "told"
    NAMED = "named"


SAYINGS = Sayings({Why.NAMED: "{name}: {told}", Why.TOLD: "It said ({told}).", Why.GONE: "door: gone."})


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        pytest.param("door: gone.", Said(Why.GONE), id="whole sentences go before those with blanks"),
        pytest.param("It said (no).", Said(Why.TOLD, {"told": "no"}), id="a blank"),
        pytest.param("It said (a\n(b).).", Said(Why.TOLD, {"told": "a\n(b)."}), id="anything in it"),
        pytest.param(
            "a: b: c", Said(Why.NAMED, {"name": "a", "told": "b: c"}), id="the first as short as can be"
        ),
        pytest.param("It said ().", None, id="an empty blank is none"),
        pytest.param("It said (no). And so on.", None, id="only the whole"),
        pytest.param("Somebody else's words", None, id="of nobody here"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_sentences_are_known_again(sentence, said):
    assert SAYINGS.read(sentence) == said


def test_blanks_are_filled_and_facts_are_taken_as_they_are():
    assert filled("{a} of {b}", a="{b}", b=2) == "{b} of 2"
