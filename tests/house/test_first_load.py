"""What a phone loads before the map stays small: told by the built client, without a browser."""

import gzip
import re
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "web"
DIST = WEB / "dist"
WORDS = WEB / "src" / "words"
LANGUAGES = [folder.name for folder in WORDS.iterdir() if folder.is_dir()]
CATALOGUES = {file.stem for file in (WORDS / "en").glob("*.ts")} - {"index"}
BUDGET_KB = 90
NAMED = re.compile(r'(?:src|href)="/(assets/[^"]+\.js)"')


def started():
    """The page's script, and what it tells the browser to fetch with it."""
    return {DIST / path for path in NAMED.findall((DIST / "index.html").read_text())}


def kilobytes(file):
    return len(gzip.compress(file.read_bytes(), 6)) / 1000


def test_before_the_map_there_is_less_than_90_kb_of_javascript():
    texts = [
        kilobytes(file) for language in LANGUAGES for file in DIST.glob(f"assets/{language}-????????.js")
    ]

    assert len(texts) == len(LANGUAGES)
    assert sum(map(kilobytes, started())) + max(texts) < BUDGET_KB


def test_all_texts_of_a_start_and_no_others_are_in_one_file():
    code = "".join(file.read_text() for file in started())
    (named,) = set(re.findall(r"=([\w$]+)\(`common`\)", code))
    spoken = set(re.findall(rf"={re.escape(named)}\(`(\w+)`\)", code))

    assert spoken == {name for name in CATALOGUES if not list(DIST.glob(f"assets/{name}-????????.js"))}


def test_the_map_is_fetched_only_where_one_is_shown():
    maps = set(DIST.glob("assets/maplibre-*.js"))

    assert maps
    assert started()
    assert not maps & started()
