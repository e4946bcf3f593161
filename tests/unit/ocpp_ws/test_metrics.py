"""What the gateway counts."""

import pytest

from ocpp_ws.metrics import MOST_ACTIONS, Metrics, action_of


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ('[2,"1","Heartbeat",{}]', "Heartbeat"),
        (' [ 2 , 17 , "MeterValues", {}]', "MeterValues"),
        ('[3,"1",{}]', "answer"),
        ('[4,"1","X","",{}]', "answer"),
        ('[2,"1","no \\" word",{}]', "other"),
        ('[2,"1","' + "x" * 65 + '",{}]', "other"),
        ("nonsense", "other"),
    ],
)
def test_an_action_is_seen_without_reading_the_frame(text, action):
    assert action_of(text) == action


def test_figures_are_told_as_prometheus_reads_them():
    metrics = Metrics(in_hand=2)
    metrics.handled("Heartbeat", 0.004, is_error=False)
    metrics.handled("Authorize", 0.3, is_error=True)
    metrics.handled("Authorize", 99, is_error=False)
    metrics.connects["accepted"] += 1

    lines = metrics.text(connections=5, storage_away=True).splitlines()

    assert {
        "plugnexus_ocpp_connections 5",
        "plugnexus_ocpp_messages_in_hand 2",
        "plugnexus_ocpp_storage_away 1",
        'plugnexus_ocpp_connects_total{outcome="accepted"} 1',
        'plugnexus_ocpp_messages_total{action="Authorize"} 2',
        'plugnexus_ocpp_errors_total{action="Authorize"} 1',
        'plugnexus_ocpp_errors_total{action="Heartbeat"} 0',
        'plugnexus_ocpp_answer_seconds_bucket{le="0.005"} 1',
        'plugnexus_ocpp_answer_seconds_bucket{le="0.5"} 2',
        'plugnexus_ocpp_answer_seconds_bucket{le="30.0"} 2',
        'plugnexus_ocpp_answer_seconds_bucket{le="+Inf"} 3',
        "plugnexus_ocpp_answer_seconds_count 3",
    } <= set(lines)


def test_made_up_actions_do_not_fill_the_memory():
    metrics = Metrics()
    for number in range(MOST_ACTIONS + 50):
        metrics.handled(f"Action{number}", 0.1, is_error=False)

    assert len(metrics.messages) == MOST_ACTIONS + 1
    assert metrics.messages["other"] == 50
