"""Circles on the globe: what lies within is within their box, also over the antimeridian and near a pole."""

from math import asin, atan2, cos, degrees, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.stations.distance import EARTH_KM, box, distance_km
from chalicelib.stations.tiles import Viewport

BERLIN, PARIS = (52.5200, 13.4050), (48.8566, 2.3522)
latitudes = st.floats(-89.9, 89.9)
longitudes = st.floats(-180, 179.99)


def going(latitude: float, longitude: float, bearing: float, km: float) -> tuple[float, float]:
    """Where one is after so many km on a great circle."""
    up, angle, turn = radians(latitude), km / EARTH_KM, radians(bearing)
    there = asin(sin(up) * cos(angle) + cos(up) * sin(angle) * cos(turn))
    across = atan2(sin(turn) * sin(angle) * cos(up), cos(angle) - sin(up) * sin(there))
    return degrees(there), (longitude + degrees(across) + 180) % 360 - 180


def test_a_distance_that_everybody_knows() -> None:
    assert distance_km(BERLIN, PARIS) == pytest.approx(877.46, abs=0.1)
    assert distance_km(BERLIN, BERLIN) == 0
    assert distance_km((0, 179.5), (0, -179.5)) == pytest.approx(111.19, abs=0.01)


@given(latitudes, longitudes, st.floats(0, 360), st.floats(0.01, 25))
def test_going_so_far_is_so_far_away(latitude: float, longitude: float, bearing: float, km: float) -> None:
    there = going(latitude, longitude, bearing, km)

    assert distance_km((latitude, longitude), there) == pytest.approx(km, rel=1e-4, abs=1e-6)


@given(latitudes, longitudes, st.floats(0, 360), st.floats(0, 0.999), st.floats(0.01, 25))
def test_what_is_within_the_circle_is_within_its_box(
    latitude: float, longitude: float, bearing: float, part: float, km: float
) -> None:
    assert box(latitude, longitude, km).has(*going(latitude, longitude, bearing, part * km))


@pytest.mark.parametrize(
    "viewport",
    [Viewport(10, 40, 20, 50), Viewport(175, -10, -175, 10), Viewport(-180, -85, 180, 85)],
    ids=["plain", "over the antimeridian", "all around"],
)
def test_narrowed_is_the_middle_half(viewport: Viewport) -> None:
    inner = viewport.narrowed()

    width = sum(east - west for west, east in viewport.spans())
    assert sum(east - west for west, east in inner.spans()) == pytest.approx(width / 2)
    assert inner.north - inner.south == pytest.approx((viewport.north - viewport.south) / 2)
    middle = (viewport.north + viewport.south) / 2, viewport.west + width / 2
    assert inner.has(*middle)
    assert viewport.has(inner.north, inner.west)
