"""Lengths of time as people say them."""

from datetime import timedelta


def in_words(length: timedelta) -> str:
    """Days, hours and minutes, without those that are none: "1 d 2 h"."""
    minutes = int(length.total_seconds() // 60)
    parts = ((minutes // 1440, "d"), (minutes % 1440 // 60, "h"), (minutes % 60, "min"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 min"
