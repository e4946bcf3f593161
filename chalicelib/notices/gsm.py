"""SMS in the GSM alphabet: 160 of its characters are one message; another character makes it 70.

A longer text goes out in parts, each a little shorter (3GPP TS 23.040, section 9.2.3.24.1).
"""

import unicodedata

GSM, UCS2 = (160, 153), (70, 67)
"""What one message has room for, and each part of a longer one."""
MOST_PARTS = {GSM: 1, UCS2: 2}
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
    """With accents that the alphabet lacks taken off; as it is if letters of other scripts keep it out."""
    bare = "".join(_folded(sign) for sign in text.translate(LIKE))
    return bare if _alphabet(bare) is GSM else text


def parts(text: str) -> int:
    """How many messages carry it. What takes the room of two is not torn apart."""
    room = _alphabet(text)
    sizes = [_size(sign, room) for sign in text]
    if sum(sizes) <= room[0]:
        return 1
    count, left = 1, room[1]
    for size in sizes:
        if size > left:
            count, left = count + 1, room[1]
        left -= size
    return count


def is_short(text: str) -> bool:
    """Whether it is one message in the GSM alphabet, or two at most in letters that it lacks."""
    return parts(text) <= MOST_PARTS[_alphabet(text)]


def clipped(text: str, most: int) -> str:
    """At most `most` characters, with dots for what was left out."""
    return text if len(text) <= most else f"{text[: most - 2].rstrip()}.."


def _alphabet(text: str) -> tuple[int, int]:
    return GSM if all(sign in BASIC or sign in EXTENSION for sign in text) else UCS2


def _size(sign: str, room: tuple[int, int]) -> int:
    return 1 + (sign in EXTENSION if room is GSM else sign > "\uffff")


def _folded(sign: str) -> str:
    if sign in BASIC or sign in EXTENSION:
        return sign
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if part in BASIC)
    return bare or sign
