"""Pages, notices and calendars speak the same languages, and the API says so."""

import re
from pathlib import Path

from chalicelib.api.accounts import SPOKEN
from chalicelib.feeds.words import WORDS
from chalicelib.notices.languages import LANGUAGES

CLIENT = Path(__file__).parents[2] / "web" / "src" / "words"


def test_pages_notices_and_calendars_speak_the_same_languages():
    pages = set(re.findall(r"^  (\w+): '", (CLIENT / "languages.ts").read_text(), re.MULTILINE))

    assert pages == LANGUAGES.keys() == WORDS.keys()
    assert {path.name for path in CLIENT.iterdir() if path.is_dir()} == pages


def test_each_is_written_in_one_direction_and_the_api_tells_of_it():
    for tag, language in LANGUAGES.items():
        assert language.script == WORDS[tag].script
        assert re.search(rf"\b{tag}\b", SPOKEN), tag
