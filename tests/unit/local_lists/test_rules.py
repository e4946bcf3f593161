"""From the list that a charge point holds to the one that it should."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.charge_points.rules import CommandFailure, CommandState
from chalicelib.local_lists.limits import limits_of
from chalicelib.local_lists.rules import (
    Limits,
    ListState,
    LocalList,
    after_part,
    after_version,
    applied,
    difference,
    fitted,
    next_step,
    part_size,
    told_with,
)
from chalicelib.ocpp.calls import call
from chalicelib.variables.rules import ReportedVariable, known

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LISTS = st.dictionaries(
    st.text("ABCDEF", min_size=4, max_size=5),
    st.sampled_from(["G1", "G2", "G1 2026-07-01T00:00:00+00:00"]),
    max_size=30,
)
FRESH = LocalList("CP", "network")
READY = replace(FRESH, version=0, verify=False)


def walked(found: LocalList) -> tuple[LocalList, list[dict]]:
    """All steps, each accepted."""
    parts = []
    while (step := next_step(found)) is not None:
        parts.append(step.params)
        found = after_part(found, step.params, {"status": "Accepted"}, CommandState.ACCEPTED, NOON)
        assert len(parts) < 100
    return found, parts


@given(LISTS, LISTS)
def test_a_difference_makes_the_old_list_the_new_one(old, new):
    changes = difference(old, new)

    assert applied(old, changes) == new
    assert len({uid for uid, _ in changes}) == len(changes)
    assert difference(new, new) == []


@given(LISTS, LISTS)
def test_what_leaves_is_told_first(old, new):
    leaving = [group_id is None for _, group_id in difference(old, new)]

    assert leaving == sorted(leaving, reverse=True)


@given(st.none() | LISTS, LISTS, st.integers(1, 7))
def test_step_by_step_a_charge_point_comes_to_hold_what_it_should(held, wanted, per_message):
    found, parts = walked(replace(READY, held=held, wanted=wanted, per_message=per_message))

    assert found.held == wanted
    assert [part["version"] for part in parts] == list(range(1, len(parts) + 1))
    assert all(len(part["entries"]) <= per_message for part in parts)
    assert not any(not part["differential"] for part in parts[1:])


def test_what_is_not_known_to_be_held_is_sent_whole_and_what_is_known_as_difference():
    _, whole = walked(replace(READY, held=None, wanted={"A": "G", "B": "G"}))
    _, change = walked(replace(READY, held={"A": "G", "B": "G"}, wanted={"A": "G"}))

    assert [(part["differential"], len(part["entries"])) for part in whole] == [(False, 2)]
    assert [(part["differential"], part["entries"]) for part in change] == [
        (True, [{"token_uid": "B", "status": None}])
    ]


def test_an_empty_list_is_sent_too_when_what_is_held_is_not_known():
    _, parts = walked(replace(READY, held=None, wanted={}))

    assert parts == [{"version": 1, "differential": False, "entries": []}]


def test_a_charge_point_is_asked_for_its_version_first():
    assert next_step(FRESH).action == "get_local_list_version"
    assert next_step(replace(READY, verify=True)).action == "get_local_list_version"


def test_the_next_version_follows_the_one_that_it_has():
    found = after_version(replace(FRESH, wanted={"A": "G"}), {"version": 41}, CommandState.ACCEPTED)

    assert next_step(found).params["version"] == 42


def test_one_that_has_another_version_than_we_sent_gets_all_anew():
    kept = replace(READY, version=7, held={"A": "G"}, wanted={"A": "G"}, verify=True)

    same = after_version(kept, {"version": 7}, CommandState.ACCEPTED)
    other = after_version(kept, {"version": 0}, CommandState.ACCEPTED)

    assert next_step(same) is None
    assert next_step(other).params["differential"] is False


@pytest.mark.parametrize("status", ["Failed", "VersionMismatch"])
def test_after_a_failure_the_version_is_asked_and_all_sent_anew(status):
    before = replace(READY, held={}, wanted={"A": "G"})

    found = after_part(before, next_step(before).params, {"status": status}, CommandState.REJECTED, NOON)

    assert (found.failures, found.detail, found.enabled) == (1, status, True)
    assert next_step(found).action == "get_local_list_version"
    known_again = after_version(found, {"version": 9}, CommandState.ACCEPTED)
    assert next_step(known_again).params | {"entries": []} == {
        "version": 10,
        "differential": False,
        "entries": [],
    }


def test_after_three_failures_it_has_failed():
    found = READY
    for _ in range(3):
        found = after_part(found, {}, {"status": "Failed"}, CommandState.REJECTED, NOON)

    assert found.state is ListState.FAILED


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"status": "NotSupported"}, CommandState.REJECTED),
        (CommandFailure("NotImplemented"), CommandState.FAILED),
        (CommandFailure("NotSupported", "no lists"), CommandState.FAILED),
    ],
)
def test_where_lists_are_not_supported_it_is_off_and_says_so(answer, state):
    found = after_part(READY, {}, answer, state, NOON)

    assert (found.enabled, found.state) == (False, ListState.NOT_SUPPORTED)
    assert found.detail


def test_a_version_below_zero_says_that_there_are_no_lists():
    assert after_version(FRESH, {"version": -1}, CommandState.ACCEPTED).state is ListState.NOT_SUPPORTED


def test_a_part_that_somebody_else_sent_makes_all_be_sent_anew():
    before = replace(READY, version=4, held={"A": "G"}, wanted={"A": "G"})
    theirs = {"version": 9, "differential": False, "entries": []}

    found = after_part(before, theirs, {"status": "Accepted"}, CommandState.ACCEPTED, NOON)

    assert (found.held, found.verify) == (None, True)


def test_what_does_not_fit_is_counted():
    tokens = [("A" * 20, "G"), ("B" * 21, "G"), ("CCCC", "G"), ("DDDD", "G")]

    assert fitted(tokens, Limits(most=2), "ocpp1.6") == ({"A" * 20: "G", "CCCC": "G"}, 1, 1)
    assert fitted(tokens, Limits(), "ocpp2.0.1") == (dict(tokens), 0, 0)


@pytest.mark.parametrize(
    ("told", "most", "size"),
    [
        ({}, None, 50),
        ({"LocalAuthListMaxLength": "100", "SendLocalListMaxLength": "10"}, 100, 10),
        ({"SendLocalListMaxLength": "5000"}, None, 96),
        ({"SendLocalListMaxLength": "many"}, None, 50),
        ({"LocalAuthListCtrlr/ItemsPerMessage": "20", "LocalAuthListCtrlr/BytesPerMessage": "1000"}, None, 4),
    ],
)
def test_limits_are_those_that_the_charge_point_told(told, most, size):
    limits = limits_of(known(ReportedVariable(key, value), NOON) for key, value in told.items())

    assert (limits.most, part_size(limits)) == (most, size)


def test_the_length_of_a_list_in_2_x_is_the_maximum_of_its_entries():
    entries = ReportedVariable("LocalAuthListCtrlr/Entries", "7", maximum=Decimal(64))

    assert limits_of([known(entries, NOON)]).most == 64


@pytest.mark.parametrize(
    ("protocol", "name", "info", "of"),
    [
        ("ocpp1.6", "localAuthorizationList", "idTagInfo", "expiryDate"),
        ("ocpp2.0.1", "localAuthorizationList", "idTokenInfo", "cacheExpiryDateTime"),
        ("ocpp2.1", "localAuthorizationList", "idTokenInfo", "cacheExpiryDateTime"),
    ],
)
def test_a_charge_point_is_told_until_when_a_token_is_good(protocol, name, info, of):
    wanted = {"AAAA": told_with("G", NOON), "BBBB": told_with("G")}

    found, (part,) = walked(replace(READY, held={"AAAA": "G", "BBBB": "G"}, wanted=wanted))
    _, payload = call(protocol, "send_local_list", part)

    (entry,) = payload[name]
    assert entry[info][of] == "2026-06-01T12:00:00Z"
    assert found.held == wanted


@pytest.mark.parametrize(("protocol", "length"), [("ocpp1.6", 20), ("ocpp2.0.1", 36), ("ocpp2.1", 36)])
def test_the_largest_part_fits_one_frame(protocol, length):
    told = told_with("G" * 20, NOON)
    tokens = {f"{number:0{length}}": told for number in range(1000)}
    found = replace(READY, version=10**9, wanted=tokens, per_message=part_size(Limits(None, 10_000)))

    name, payload = call(protocol, "send_local_list", next_step(found).params)

    assert name == "SendLocalList"
    assert len(json.dumps([2, "x" * 36, name, payload])) < 32_768
