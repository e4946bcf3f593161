"""What is said after an edit, what of it is told as a change, and how much there may be."""

import pytest
from hypothesis import given

from chalicelib.kernel.errors import Invalid
from chalicelib.policies.changes import RuleChange, rule_changes
from chalicelib.policies.edits import LARGEST, PolicyEdit, check_size, edited, said_after, size
from chalicelib.policies.rules import Policy
from chalicelib.policies.written import written, written_override
from tests.unit.policies.strategies import overrides, policies


def classes(**said):
    return {"classes": {name: {"max_active": most} for name, most in said.items()}}


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        pytest.param({}, PolicyEdit(), {}, id="nothing"),
        pytest.param(
            {"max_active": 1},
            PolicyEdit({"walk_up": False}),
            {"max_active": 1, "walk_up": False},
            id="one rule more",
        ),
        pytest.param(
            {"max_active": 1}, PolicyEdit({"max_active": None}), {"max_active": None}, id="no limit is said"
        ),
        pytest.param({"max_active": 1}, PolicyEdit({}, frozenset({"max_active"})), {}, id="no more said"),
        pytest.param({}, PolicyEdit({}, frozenset({"max_active"})), {}, id="never said"),
        pytest.param(classes(a=1), PolicyEdit(classes(b=2)), classes(a=1, b=2), id="a class more"),
        pytest.param(
            {"classes": {"a": {"max_active": 1, "walk_up": False}}},
            PolicyEdit(classes(a=2)),
            classes(a=2),
            id="a class is replaced",
        ),
        pytest.param(
            classes(a=1, b=2), PolicyEdit({"classes": {"a": None}}), classes(b=2), id="a class goes"
        ),
        pytest.param(classes(a=1), PolicyEdit({"classes": {"a": {}}}), {}, id="a class of no rules goes"),
        pytest.param(classes(a=1), PolicyEdit({}, frozenset({"classes"})), {}, id="all classes go"),
    ],
)
def test_said_after(before, edit, after):
    assert said_after(before, edit) == after


@given(policies, policies)
def test_a_policy_becomes_what_is_said_of_all_its_rules(policy, wanted):
    gone = dict.fromkeys(policy.classes, None)

    assert edited(policy, vars(wanted) | {"classes": {**gone, **wanted.classes}}) == wanted


@given(overrides, overrides)
def test_changes_lead_from_what_was_said_to_what_is(before, after):
    before, after = written_override(before), written_override(after)
    found = rule_changes(before, after)

    def apply(said):
        told = {name: value for name, value in said.items() if name != "classes"}
        of_classes = {name: dict(rules) for name, rules in said.get("classes", {}).items()}
        for change in found:
            of = told if change.member_class is None else of_classes.setdefault(change.member_class, {})
            of.pop(change.rule, None)
            if change.said_after:
                of[change.rule] = change.after
        kept = {name: rules for name, rules in of_classes.items() if rules}
        return told | ({"classes": kept} if kept else {})

    assert apply(before) == after
    assert rule_changes(after, after) == ()


def test_a_change_tells_what_was_and_what_is_said():
    before = {"max_active": 3, "walk_up": True, "classes": {"a": {"max_active": 1}}}
    after = {"max_active": None, "walk_up": True, "grid_minutes": 30, "classes": {"b": {"max_active": None}}}

    assert rule_changes(before, after) == (
        RuleChange("max_active", 3, None, said_before=True, said_after=True),
        RuleChange("grid_minutes", None, 30, said_before=False, said_after=True),
        RuleChange("max_active", 1, None, said_before=True, said_after=False, member_class="a"),
        RuleChange("max_active", None, None, said_before=False, said_after=True, member_class="b"),
    )


def test_a_new_network_says_every_rule():
    rules = written(Policy())

    assert {change.rule for change in rule_changes({}, rules)} == rules.keys() - {"classes"}


def test_there_is_an_end_to_what_is_said():
    def named(length):
        return {"classes": {"n" * length: {"walk_up": True}}}

    fits = LARGEST - size(named(0))
    check_size(named(fits))
    with pytest.raises(Invalid) as refused:
        check_size(named(fits + 1))
    assert refused.value.code == "policy_too_large"
