"""Policies that an owner can begin with."""

import json

import pytest

from chalicelib.policies import written
from chalicelib.policies.edits import check_size
from chalicelib.policies.faults import policy_faults
from chalicelib.policies.presets import PRESETS, PresetId
from chalicelib.policies.rules import Fees, Policy


@pytest.mark.parametrize("preset", PresetId)
def test_a_preset_can_be_and_is_kept_as_it_is(preset):
    policy = PRESETS[preset].policy

    assert policy_faults(policy) == []
    assert written.read(json.loads(json.dumps(written.written(policy)))) == policy
    check_size(vars(policy))


def test_presets_differ_from_each_other_and_from_a_new_network():
    different = [Policy(), *(preset.policy for preset in PRESETS.values())]

    assert all(one != other for number, one in enumerate(different) for other in different[:number])


def test_no_preset_asks_for_money_in_a_currency_that_nobody_chose():
    assert [preset.name for preset in PRESETS.values() if preset.policy.fees != Fees()] == []


def test_a_preset_says_in_one_sentence_for_whom_it_is():
    told = [preset.description for preset in PRESETS.values()]

    assert [text for text in told if not text.startswith("For ") or text.count(".") != 1] == []
