"""How answers are compressed on the way: files as CloudFront does it, the API's as API Gateway."""

import gzip
from functools import lru_cache

LEAST = 1000
"""Bytes: CloudFront leaves shorter files as they are (Developer Guide, "Serve compressed files"); API Gateway
begins at about the same (`minimum_compression_size`, .chalice/config.json)."""
KINDS = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/manifest+json",
    "application/javascript",
    "image/svg+xml",
)
LEVEL = 6


def is_worth_it(kind: str, size: int, accepted: str) -> bool:
    """Whether an answer of that content type and so many bytes goes out in gzip, to who accepts `accepted`.

    gzip alone: Brotli, which CloudFront has too, makes files smaller still.
    """
    offered = {coding.partition(";")[0].strip() for coding in accepted.split(",")}
    return size >= LEAST and kind.startswith(KINDS) and "gzip" in offered


@lru_cache(maxsize=256)
def compressed_file(body: bytes) -> bytes:
    """In gzip; once for each content, as an edge keeps it."""
    return compressed(body)


def compressed(body: bytes) -> bytes:
    """In gzip, the same each time."""
    return gzip.compress(body, LEVEL, mtime=0)
