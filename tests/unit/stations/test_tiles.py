import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from chalicelib.stations.tiles import DEEPEST, MOST_TILES, Cover, Viewport, quadkey, wrapped

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


@st.composite
def viewports(draw: st.DrawFn) -> Viewport:
    south, north = sorted((draw(latitudes), draw(latitudes)))
    return Viewport(draw(longitudes), south, draw(longitudes), north)


@st.composite
def small_viewports(draw: st.DrawFn) -> Viewport:
    west, south = draw(st.floats(-181, 181)), draw(st.floats(-90, 89.9))
    return Viewport(west, south, west + draw(st.floats(0, 0.2)), south + draw(st.floats(0, 0.1)))


@st.composite
def points_in(draw: st.DrawFn, viewport: Viewport) -> tuple[float, float]:
    spans = list(viewport.spans())
    west, east = draw(st.sampled_from(spans))
    south, north = viewport.south + 0.0, viewport.north + 0.0  # -0.0 is above 0.0 to nobody but Hypothesis
    return draw(st.floats(south, north)), draw(st.floats(west, east))


WORLD = Viewport(-180, -90, 180, 90)
FIJI = Viewport(177, -19, -178, -16)


@given(st.one_of(viewports(), small_viewports()), st.data())
@example(WORLD, None)
def test_every_point_that_shows_is_in_a_tile_of_the_cover(
    viewport: Viewport, data: st.DataObject | None
) -> None:
    latitude, longitude = data.draw(points_in(viewport)) if data else (90.0, 180.0)
    cover = viewport.cover()

    assert viewport.has(latitude, longitude)
    assert quadkey(latitude, longitude)[: cover.level] in cover.tiles


@given(st.one_of(viewports(), small_viewports()), st.integers(0, 30))
def test_a_cover_is_few_tiles_of_one_level(viewport: Viewport, deepest: int) -> None:
    cover = viewport.cover(deepest)

    assert 1 <= len(cover.tiles) <= MOST_TILES
    assert cover.level <= min(deepest, DEEPEST)
    assert {len(tile) for tile in cover.tiles} == {cover.level}
    assert list(cover.tiles) == sorted(set(cover.tiles))


@given(st.one_of(viewports(), small_viewports()))
def test_no_deeper_level_would_do(viewport: Viewport) -> None:
    cover = viewport.cover()
    assume(cover.level < DEEPEST)
    corners = [
        (latitude, edge)
        for latitude in (viewport.south, viewport.north)
        for edge in (viewport.west, viewport.east)
    ]

    assert {quadkey(*corner)[: cover.level] for corner in corners} <= set(cover.tiles)
    assert len(cover.tiles) > 1 or cover.level in (0, DEEPEST)


@given(st.one_of(viewports(), small_viewports()), st.integers(1, 6))
def test_runs_hold_every_tile(viewport: Viewport, most: int) -> None:
    cover = viewport.cover()
    runs = cover.runs(most)

    assert len(runs) <= most
    assert all(any(first <= tile <= last for first, last in runs) for tile in cover.tiles)
    assert {edge for run in runs for edge in run} <= set(cover.tiles)


def test_runs_skip_the_widest_gap() -> None:
    cover = Cover(3, ("011", "013", "100", "102"))

    assert cover.runs(1) == [("011", "102")]
    assert cover.runs(2) in (
        [("011", "011"), ("013", "102")],
        [("011", "100"), ("102", "102")],
        [("011", "013"), ("100", "102")],
    )
    assert Cover(2, ("03", "30")).runs(4) == [("03", "03"), ("30", "30")]
    assert Cover(1, ("0", "1")).runs(4) == [("0", "1")]


@pytest.mark.parametrize(
    ("viewport", "level", "tiles"),
    [
        pytest.param(WORLD, 2, 16, id="the whole world"),
        pytest.param(Viewport(-540, -90, 540, 90), 2, 16, id="a map that goes round three times"),
        pytest.param(Viewport(0, 90, 0, 90), DEEPEST, 1, id="the north pole"),
        pytest.param(Viewport(13.4, 52.5, 13.4, 52.5), DEEPEST, 1, id="a point"),
        pytest.param(Viewport(180, 0, 180, 0), DEEPEST, 1, id="a point on the antimeridian"),
    ],
)
def test_cover(viewport: Viewport, level: int, tiles: int) -> None:
    cover = viewport.cover()

    assert (cover.level, len(cover.tiles)) == (level, tiles)


@pytest.mark.parametrize(
    ("longitude", "shows"),
    [(176.9, False), (177, True), (180, True), (-180, True), (-178, True), (-177.9, False), (0, False)],
)
def test_over_the_antimeridian(longitude: float, shows: bool) -> None:
    assert FIJI.has(-17, longitude) is shows
    assert Viewport(177, -19, 182, -16).has(-17, longitude) is shows
    assert (quadkey(-17, longitude)[: FIJI.cover().level] in FIJI.cover().tiles) >= shows


@given(st.floats(-720, 720))
def test_wrapped_is_the_same_meridian(longitude: float) -> None:
    assert -180 <= wrapped(longitude) < 180
    assert wrapped(longitude) == pytest.approx(wrapped(longitude + 360), abs=1e-9) or abs(
        wrapped(longitude) - wrapped(longitude + 360)
    ) == pytest.approx(360)


@pytest.mark.parametrize(
    "edges",
    [
        pytest.param((0, 1, 1, 0), id="south of north"),
        pytest.param((0, -91, 1, 0), id="beyond the pole"),
        pytest.param((float("nan"), 0, 1, 1), id="no number"),
        pytest.param((0, float("nan"), 1, 1), id="no number either"),
        pytest.param((float("-inf"), 0, float("inf"), 1), id="no end"),
    ],
)
def test_what_no_viewport_can_be(edges: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="bbox"):
        Viewport(*edges)
