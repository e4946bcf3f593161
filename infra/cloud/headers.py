"""What an answer with a file of the client tells the browser: one list, for CloudFront and the local door."""

from collections.abc import Mapping, Sequence

LASTING = "/assets/"
"""Files under it have names that change with their content."""
YEAR = 31_536_000
"""Seconds."""


def cache_control(path: str) -> str:
    """How long a browser may keep the file at `path`: for good, or only if it asks each time.

    Told by the file itself, where it is kept: an answer that a file is missing must not be lasting.
    """
    return f"public, max-age={YEAR}, immutable" if path.startswith(LASTING) else "no-cache"


def content_security_policy(uploads: Sequence[str], map_sources: Sequence[str]) -> str:
    """The client runs its own scripts and styles and asks nobody but its own origin.

    `uploads` is where files are given to by signed address, `map_sources` where a map style of others comes
    from, with its tiles (CSP Level 3, section 2.3.1: scheme and host). MapLibre draws icons as data and blob.
    """
    rules: Mapping[str, Sequence[str]] = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:", *map_sources],
        "connect-src": ["'self'", *uploads, *map_sources],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


FRAMES = "DENY"
REFERRER = "same-origin"
OTHERS: Mapping[str, str] = {
    "Permissions-Policy": "camera=(), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Those that CloudFront has no word of its own for."""


def client_headers(policy: str) -> Mapping[str, str]:
    """All of them for a file of the client, but for those of TLS, which only who speaks TLS may tell."""
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": FRAMES,
        "Referrer-Policy": REFERRER,
        **OTHERS,
    }
