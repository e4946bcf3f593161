from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.charge_points.entry import (
    Shown,
    free_slot,
    may_enter,
    order_with,
    profile_shown,
    slots_of,
    told_slots,
)
from chalicelib.charge_points.rules import Passwords

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
KNOWN = Passwords(
    frozenset({"present"}),
    {"c1": frozenset({"new"})},
    {"cert": NOW + timedelta(days=1), "old": NOW},
)


@pytest.mark.parametrize(
    ("shown", "profile"),
    [
        pytest.param(Shown(None), 0, id="nothing"),
        pytest.param(Shown("wrong"), 0, id="a wrong password"),
        pytest.param(Shown("present", encrypted=False), 1, id="the password in the open"),
        pytest.param(Shown("present"), 2, id="the password over TLS"),
        pytest.param(Shown("new"), 2, id="the password that it was told to change to"),
        pytest.param(Shown(None, "cert"), 3, id="a certificate alone"),
        pytest.param(Shown("wrong", "cert"), 3, id="a certificate, and a password of before"),
        pytest.param(Shown(None, "cert", encrypted=False), 0, id="a certificate without TLS is none"),
        pytest.param(Shown(None, "old"), 0, id="one that has just ended"),
        pytest.param(Shown("present", "old"), 2, id="one that has ended, and the password"),
        pytest.param(Shown(None, "another's"), 0, id="another charge point's"),
    ],
)
def test_the_highest_profile_whose_proof_is_given(shown, profile):
    assert profile_shown(KNOWN, shown, NOW) == profile


@pytest.mark.parametrize("proved", range(4))
@pytest.mark.parametrize("is_set_to", range(4))
def test_over_tls_a_higher_profile_will_do_and_a_lower_one_will_not(is_set_to, proved):
    assert may_enter(is_set_to, proved, -1, encrypted=True) is (proved >= is_set_to)


@pytest.mark.parametrize(
    ("is_set_to", "proved", "plain_up_to", "enters"),
    [
        pytest.param(0, 0, -1, False, id="the cloud: nobody without TLS"),
        pytest.param(1, 1, -1, False, id="nor with a password"),
        pytest.param(0, 0, 1, True, id="a private network: who needs no password"),
        pytest.param(1, 1, 1, True, id="and who has it"),
        pytest.param(1, 0, 1, False, id="not who has not"),
        pytest.param(2, 1, 1, False, id="not who must speak TLS"),
        pytest.param(2, 1, 2, True, id="a laptop: with the password"),
        pytest.param(2, 0, 2, False, id="not without it"),
        pytest.param(3, 1, 2, False, id="never who must show a certificate"),
    ],
)
def test_without_tls(is_set_to, proved, plain_up_to, enters):
    assert may_enter(is_set_to, proved, plain_up_to, encrypted=False) is enters


@pytest.mark.parametrize(
    ("told", "slot", "order"),
    [("0", 1, "1,0"), ("1,0", 2, "2,1,0"), ("", 1, "1"), (" 2, 1 ", 3, "3,2,1"), ("2", 1, "1,2")],
)
def test_a_new_network_profile_goes_first_and_takes_nobodys_slot(told, slot, order):
    assert free_slot(told) == slot
    assert order_with(slot, told) == order


def test_what_is_no_slot_is_left_out():
    assert slots_of("1,x,,-2,3") == [1, 3]


def test_the_slots_are_told_under_their_key():
    answer = {"configuration_key": [{"key": "OCPPCommCtrlr/NetworkConfigurationPriority", "value": "1,0"}]}

    assert told_slots(answer, "NetworkConfigurationPriority") == "1,0"
    assert told_slots({"refused": []}, "NetworkConfigurationPriority") == ""
