"""What an owner wants a charge point to be set to."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from chalicelib.charge_points.rules import CommandFailure, CommandState
from chalicelib.variables.rules import ReportedVariable, known
from chalicelib.variables.wanted import (
    MOST_TRIES,
    Wanted,
    WantedState,
    answered,
    compared,
    may_try_again,
    same_value,
    unfit,
)

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
WANTED = Wanted("HeartbeatInterval", "60", "ann", NOON)


def told(value, **description):
    return known(ReportedVariable("HeartbeatInterval", value, **description), NOON)


@pytest.mark.parametrize(
    ("one", "other", "data_type", "same"),
    [
        ("60", "60.0", None, True),
        (" 60", "60", None, True),
        ("true", "TRUE", None, True),
        ("true", "false", None, False),
        ("Abc", "abc", None, False),
        ("A,B", "A, B", None, True),
        ("A,B", "B,A", None, False),
        ("A,B", "B,A", "MemberList", True),
        ("1", "true", None, False),
    ],
)
def test_when_two_values_are_the_same(one, other, data_type, same):
    assert same_value(one, other, data_type) is same
    assert same_value(other, one, data_type) is same


@pytest.mark.parametrize(
    ("value", "description", "fault"),
    [
        ("60", {}, None),
        ("60", {"mutability": "ReadOnly"}, "The charge point says that it cannot be set."),
        ("x", {"data_type": "integer"}, "It is a number."),
        ("1.5", {"data_type": "integer"}, "It is a whole number."),
        ("1.5", {"data_type": "decimal"}, None),
        ("maybe", {"data_type": "boolean"}, "It is true or false."),
        ("9", {"data_type": "integer", "minimum": Decimal(10)}, "At least 10."),
        ("10", {"data_type": "integer", "minimum": Decimal(10)}, None),
        ("11", {"data_type": "integer", "maximum": Decimal(10)}, "At most 10."),
        ("abcd", {"data_type": "string", "maximum": Decimal(3)}, "At most 3."),
        ("b", {"data_type": "OptionList", "values": ("A", "B")}, None),
        ("A,C", {"data_type": "MemberList", "values": ("A", "B")}, "It is of A, B."),
    ],
)
def test_what_a_charge_point_cannot_take_is_told(value, description, fault):
    assert unfit(told("1", **description), value) == fault


def test_of_what_is_not_known_anything_may_be_tried():
    assert unfit(None, "x") is None


@pytest.mark.parametrize(
    ("answer", "state", "ends"),
    [
        ({"status": "Accepted"}, CommandState.ACCEPTED, (WantedState.APPLIED, None)),
        ({"status": "RebootRequired"}, CommandState.ACCEPTED, (WantedState.REBOOT_REQUIRED, None)),
        ({"status": "NotSupported"}, CommandState.REJECTED, (WantedState.REJECTED, "NotSupported")),
        (
            CommandFailure("InternalError", "no"),
            CommandState.FAILED,
            (WantedState.REJECTED, "InternalError: no"),
        ),
        ({}, CommandState.TIMED_OUT, None),
    ],
)
def test_what_an_answer_makes_of_it(answer, state, ends):
    assert answered(answer, state) == ends


@pytest.mark.parametrize(
    ("state", "command_id", "value", "then"),
    [
        (WantedState.APPLIED, None, "300", WantedState.DIFFERS),
        (WantedState.APPLIED, None, "60", WantedState.APPLIED),
        (WantedState.PENDING, "c1", "300", WantedState.PENDING),
        (WantedState.PENDING, None, "300", WantedState.DIFFERS),
        (WantedState.REJECTED, None, "300", WantedState.REJECTED),
        (WantedState.REJECTED, None, "60", WantedState.APPLIED),
        (WantedState.REBOOT_REQUIRED, None, "300", WantedState.REBOOT_REQUIRED),
        (WantedState.DIFFERS, None, None, WantedState.DIFFERS),
    ],
)
def test_what_a_charge_point_tells_is_compared_with_it(state, command_id, value, then):
    assert compared(replace(WANTED, state=state, command_id=command_id), told(value)) is then


def test_what_differs_is_tried_again_so_often_and_a_refusal_never():
    differs = replace(WANTED, state=WantedState.DIFFERS)

    assert may_try_again(replace(differs, tries=MOST_TRIES - 1))
    assert not may_try_again(replace(differs, tries=MOST_TRIES))
    assert not may_try_again(replace(WANTED, state=WantedState.REJECTED))
