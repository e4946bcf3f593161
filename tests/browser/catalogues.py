"""The texts of the client in one language, as its catalogues have them."""

import re
from collections.abc import Iterator
from pathlib import Path

WORDS = Path(__file__).resolve().parents[2] / "web" / "src" / "words"
TOKEN = re.compile(
    r"""(?:(?P<key>\w+)|'(?P<quoted>[^'\n]+)')\s*:(?=\s)
    |'(?P<single>(?:[^'\\\n]|\\.)*)'|"(?P<double>(?:[^"\\\n]|\\.)*)"
    |(?P<open>\{)|(?P<close>\})|(?P<comment>//[^\n]*|/\*.*?\*/)""",
    re.VERBOSE | re.DOTALL,
)
FORMS = {"zero", "one", "two", "few", "many", "other"}


def languages() -> list[str]:
    """Their codes."""
    return sorted(folder.name for folder in WORDS.iterdir() if folder.is_dir())


def texts(language: str) -> dict[str, list[str]]:
    """By catalogue and key; several where a text counts something."""
    found: dict[str, list[str]] = {}
    for file in sorted((WORDS / language).rglob("*.ts")):
        catalogue = file.relative_to(WORDS / language).with_suffix("").parts[0]
        if catalogue != "index":
            for path, text in _leaves(file.read_text().partition("export default")[2]):
                found.setdefault(f"{catalogue}.{path}", []).append(text)
    return found


def _leaves(source: str) -> Iterator[tuple[str, str]]:
    path: list[str] = []
    key = ""
    for token in TOKEN.finditer(source):
        if token["key"] or token["quoted"]:
            key = token["key"] or token["quoted"]
        elif token["open"]:
            path.append(key)
        elif token["close"]:
            if not path:
                return
            path.pop()
        elif not token["comment"] and path:
            yield ".".join([*path[1:], *([] if key in FORMS else [key])]), token["single"] or token["double"]
