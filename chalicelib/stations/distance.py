"""How far away a place is, and the part of the map that a circle lies in."""

from math import asin, cos, degrees, radians, sin, sqrt

from chalicelib.stations.tiles import Viewport

EARTH_KM = 6371.0088
"""Its mean radius (IUGG)."""
KM_PER_DEGREE = EARTH_KM * radians(1)
POLE = 90.0


def distance_km(from_: tuple[float, float], to: tuple[float, float]) -> float:
    """Along the great circle between two points (latitude, longitude), by the haversine formula."""
    up, across = radians(to[0] - from_[0]), radians(to[1] - from_[1])
    chord = sin(up / 2) ** 2 + cos(radians(from_[0])) * cos(radians(to[0])) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def box(latitude: float, longitude: float, radius_km: float) -> Viewport:
    """The smallest viewport that holds a circle; where that holds a pole, all around it."""
    up = radius_km / KM_PER_DEGREE
    south, north = max(latitude - up, -POLE), min(latitude + up, POLE)
    if max(abs(south), abs(north)) >= POLE:
        return Viewport(-180, south, 180, north)
    across = degrees(asin(min(1.0, sin(radius_km / EARTH_KM) / cos(radians(latitude)))))
    return Viewport(longitude - across, south, longitude + across, north)
