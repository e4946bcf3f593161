"""Which clock hangs on the wall at a place."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def time_zone_at(latitude: float, longitude: float) -> str:
    """The IANA time zone of a position; at sea, or where borders are in doubt, that of its meridian."""
    from tzfpy import get_tz  # noqa: PLC0415 - its map takes time to load, and only new positions need it

    found: str = get_tz(longitude, latitude)
    try:
        ZoneInfo(found)
    except (ZoneInfoNotFoundError, ValueError):
        return nautical_zone(longitude)
    return found


def nautical_zone(longitude: float) -> str:
    """The zone of a meridian, as ships set their clocks; POSIX's sign: Etc/GMT-1 is east of Greenwich."""
    hours = round(longitude / 15)
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"
