"""What `./scripts/bench web` makes of what a browser told."""

import pytest

from tests.load.web_first import counts
from tests.load.web_frames import MANY, made_up
from tests.load.web_vitals import blocked_ms, shifted


@pytest.mark.parametrize(
    ("shifts", "worst"),
    [
        pytest.param([], 0, id="nothing has moved"),
        pytest.param([(100, 0.1, ""), (1100, 0.2, "")], 0.3, id="a second apart is one cluster"),
        pytest.param([(100, 0.1, ""), (1101, 0.2, "")], 0.2, id="later is another, and the worst counts"),
        pytest.param([(1000 * n, 0.1, "") for n in range(8)], 0.6, id="a cluster lasts five seconds"),
    ],
)
def test_the_worst_cluster_of_shifts(shifts, worst):
    assert shifted(shifts) == pytest.approx(worst)


@pytest.mark.parametrize(
    ("tasks", "blocked"),
    [
        pytest.param([(600, 50)], 0, id="50 ms block nobody"),
        pytest.param([(600, 70), (900, 130)], 100, id="what is beyond 50 ms of each"),
        pytest.param([(300, 150)], 0, id="before the first paint nothing counts"),
        pytest.param([(400, 200)], 50, id="of one that is painted meanwhile, what came after"),
    ],
)
def test_blocked_time(tasks, blocked):
    assert blocked_ms(tasks, first_paint=500) == blocked


@pytest.mark.parametrize(
    ("path", "is_counted"),
    [("/assets/index-1.js", True), ("/assets/maplibre-1.js", False), ("/sw.js", False)],
)
def test_which_scripts_are_loaded_before_the_map(path, is_counted):
    assert counts(path) is is_counted


def test_the_stations_are_made_up_alike_each_time():
    made = made_up({"name": "", "chargers": []})

    assert made == made_up({"name": "", "chargers": []})
    assert len({one["station_id"] for one in made}) == MANY
