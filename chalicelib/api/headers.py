"""What request headers say, whatever was sent: none of these raises."""

import re

NO_VERSION = -1
"""What no resource has: an If-Match that we never gave out matches nothing."""
MOST_DIGITS = 18
VISIBLE = re.compile(r"[!-~]{1,64}")


def correlation(given: str | None) -> str | None:
    """The caller's own correlation id, where it is visible ASCII of at most 64 characters."""
    return given if given and VISIBLE.fullmatch(given) else None


def is_json(content_type: str | None) -> bool:
    """Whether a body of this Content-Type is read as JSON (RFC 8259, always UTF-8). None: nobody said."""
    return content_type is None or content_type.partition(";")[0].strip().lower() == "application/json"


def version(if_match: str | None) -> int | None:
    """The version that If-Match names (RFC 9110, section 13.1.1); None for any: `*`, or no header."""
    if not if_match or if_match.strip() == "*":
        return None
    digits = if_match.strip().removeprefix("W/").strip('"')
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    return int(digits) if is_number else NO_VERSION


def has_already(if_none_match: str | None, etag: str) -> bool:
    """Whether If-None-Match names this ETag, compared weakly, or any (RFC 9110, section 13.1.2)."""
    given = [tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")]
    return etag in given or given == ["*"]


def cookies(header: str) -> dict[str, str]:
    """Cookies by name (RFC 6265, section 5.4); one that is malformed does not hide the others."""
    pairs = (pair.partition("=") for pair in header.split(";"))
    return {name.strip(): value.strip().strip('"') for name, equals, value in pairs if equals}
