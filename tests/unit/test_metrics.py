import json
from decimal import Decimal

import pytest

from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.shards import in_shards
from chalicelib.metrics import Metric, tally, told


@pytest.fixture
def heard(capsys):
    """What was told since it was last asked, by metric and kind."""

    def ask():
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        found = {}
        for line in lines:
            (about,) = line["_aws"]["CloudWatchMetrics"]
            assert about["Namespace"] == "PlugNexus"
            (dimensions,) = about["Dimensions"]
            kind = tuple(line[name] for name in dimensions if name != "stage")
            for metric in about["Metrics"]:
                assert (metric["Name"], *kind) not in found
                found[metric["Name"], *kind] = sum(line[metric["Name"]])
        return found

    return ask


def test_what_an_event_brought_is_told_once_when_it_is_done(heard):
    with told():
        tally(Metric.SESSIONS_ENDED)
        tally(Metric.ENERGY_KWH, Decimal("12.5"))
        tally(Metric.MONEY, Decimal("3.10"), currency="EUR")
        tally(Metric.MESSAGES, action="Heartbeat")
        tally(Metric.MESSAGES, action="Heartbeat")
        during = heard()

    assert during == {}
    assert heard() == {
        ("SessionsEnded",): 1,
        ("EnergyKwh",): 12.5,
        ("Money", "EUR"): 3.1,
        ("Messages", "Heartbeat"): 2,
    }


def test_it_is_told_too_when_the_event_could_not_be_handled(heard):
    def handle():
        with told():
            tally(Metric.ERRORS)
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        handle()

    assert heard() == {("Errors",): 1}


def test_what_threads_count_belongs_to_the_event(heard):
    with told():
        in_shards(4, lambda _: tally(Metric.NOTICES_SENT))

    assert heard() == {("NoticesSent",): 4}


def test_where_nobody_tells_nothing_is_kept(heard):
    tally(Metric.ERRORS)
    with told():
        pass

    assert heard() == {}


def test_a_line_leads_to_the_lines_of_its_event(capsys):
    correlate("event-1")
    with told():
        tally(Metric.CONFLICTS)

    assert json.loads(capsys.readouterr().out)["correlation_id"] == "event-1"
