"""What CloudWatch is told of a visit: each fact once, however often a charger tells it."""

import json

from chalicelib.kernel.errors import Violation
from chalicelib.metrics import told
from tests.unit.sessions.world import World


def metrics(capsys):
    found = {}
    for line in map(json.loads, capsys.readouterr().out.splitlines()):
        for metric in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]:
            kind = line.get("currency") or line.get("code")
            found[metric["Name"], kind] = sum(line[metric["Name"]])
    return found


def test_a_visit_told_twice_counts_once(aws, capsys):
    world = World()

    with told():
        transaction_id = world.start()
        again = world.start()
        world.later(60)
        world.stop(transaction_id, reason="Local")
        world.stop(transaction_id, reason="Local")

    assert again == transaction_id
    assert metrics(capsys) == {
        ("SessionsBegun", None): 1,
        ("SessionsEnded", None): 1,
        ("EnergyKwh", None): 7,
        ("Money", "EUR"): 3.8,
    }


def test_a_refused_begin_tells_which_rule_said_no(aws, capsys):
    world = World()
    world.refusals["dora"] = Violation("not_your_turn", "Somebody else has booked this time.")

    with told():
        world.start()

    assert metrics(capsys) == {("SessionsBegun", None): 1, ("Refusals", "not_your_turn"): 1}
