"""Where maps show what changed."""

from datetime import UTC, datetime

from chalicelib.live.cells import KEPT, Cells


def test_a_station_is_looked_for_once_in_a_while():
    now, asked = [datetime(2026, 1, 1, tzinfo=UTC)], []

    def place_of(station_id):
        asked.append(station_id)
        return {"s1": "1202021022"}.get(station_id)

    cells = Cells({"CP1": "s1"}.get, place_of, lambda: now[0])

    assert [cells.of_charge_point("CP1"), cells.of_station("s1")] == ["map:1202021022"] * 2
    assert asked == ["s1"]
    assert (cells.of_charge_point("CP2"), cells.of_station("s2")) == (None, None)

    now[0] += KEPT
    cells.of_station("s1")
    assert asked == ["s1", "s2", "s1"]
