"""SMS in the GSM alphabet: 160 of its characters are one message; another character makes it 70."""

import unicodedata

LENGTH = 160
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""3GPP TS 23.038, section 6.2.1."""
EXTENSION = frozenset("^{}\\[~]|€")
"""Section 6.2.1.1: each takes the room of two."""
LIKE = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}  # noqa: RUF001 - what is replaced
    | {"–": "-", "—": "-", "·": "-", "œ": "oe", "Œ": "OE", "ẞ": "SS", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}  # noqa: RUF001 - likewise
)


def folded(text: str) -> str:
    """The text with accents that the alphabet lacks taken off; letters of other scripts stay as they are."""
    return "".join(_folded(sign) for sign in text.translate(LIKE))


def length(text: str) -> int:
    """In GSM characters."""
    return len(text) + sum(sign in EXTENSION for sign in text)


def clipped(text: str, most: int) -> str:
    """At most `most` characters, with dots for what was left out."""
    return text if len(text) <= most else f"{text[: most - 2].rstrip()}.."


def _folded(sign: str) -> str:
    if sign in BASIC or sign in EXTENSION:
        return sign
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if part in BASIC)
    return bare or sign
