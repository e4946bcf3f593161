"""From a letter's words and the facts of one case to a mail, as text and as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

STYLE = "font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1b2430;max-width:34em"
CODE_STYLE = "font-size:28px;letter-spacing:6px;font-weight:600"


@dataclass(frozen=True)
class Letter:
    """The words of one notice in one language; `{name}` in them stands for a fact.

    `code` is shown large, and `link` (a path of the client, or a fact that is a whole address) as a button.
    """

    subject: str
    paragraphs: tuple[str, ...]
    code: str | None = None
    link: str | None = None
    link_text: str | None = None
    closing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mail:
    """What is sent."""

    subject: str
    text: str
    html: str


def mail_of(letter: Letter, origin: str, facts: Mapping[str, object]) -> Mail:
    """The mail. Facts are put on one line each, so that none adds a header, and escaped in the HTML.

    Raises KeyError for a fact that the letter speaks of and is not told.
    """
    told = {name: " ".join(str(fact).split()) for name, fact in facts.items()}

    def filled(words: str | None) -> str | None:
        return None if words is None else words.format_map(told)

    code, link = filled(letter.code), filled(letter.link)
    address = None if link is None else link if link.startswith(f"{origin}/") else origin + link
    before = [words.format_map(told) for words in letter.paragraphs]
    after = [words.format_map(told) for words in letter.closing]
    text = [*before, *([code] if code else []), *([address] if address else []), *after, "PlugNexus"]
    return Mail(
        letter.subject.format_map(told),
        "\n\n".join(text) + "\n",
        _html(before, code, address, filled(letter.link_text), after),
    )


def _html(
    before: list[str], code: str | None, link: str | None, link_text: str | None, after: list[str]
) -> str:
    parts = [f"<p>{escape(words)}</p>" for words in before]
    if code:
        parts.append(f'<p style="{CODE_STYLE}">{escape(code)}</p>')
    if link:
        parts.append(f'<p><a href="{escape(link)}">{escape(link_text or link)}</a></p>')
    parts += [f"<p>{escape(words)}</p>" for words in (*after, "PlugNexus")]
    return f'<!doctype html><html><body style="{STYLE}">{"".join(parts)}</body></html>'
