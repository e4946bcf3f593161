"""What a phone loads before the map stays small: told by the built client, without a browser."""

import gzip
import re
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "web"
DIST = WEB / "dist"
LANGUAGES = [file.stem for file in (WEB / "src" / "words-at-start").glob("*.ts")]
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


def test_the_map_is_fetched_only_where_one_is_shown():
    maps = set(DIST.glob("assets/maplibre-*.js"))

    assert maps
    assert started()
    assert not maps & started()
