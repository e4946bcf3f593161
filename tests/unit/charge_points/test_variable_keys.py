"""The names of 2.x variables as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.charge_points.variable_keys import VariableKey, is_variable_key, same_key, variable_key
from chalicelib.kernel.errors import Invalid

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=50)
NUMBERS = st.integers(0, 999_999_999)


@st.composite
def keys(draw: st.DrawFn) -> VariableKey:
    evse = draw(st.none() | NUMBERS)
    return VariableKey(
        draw(NAMES),
        draw(NAMES),
        draw(st.none() | NAMES),
        draw(st.none() | NAMES),
        evse,
        None if evse is None else draw(st.none() | NUMBERS),
    )


@given(keys())
def test_every_key_is_read_back_from_its_text(key: VariableKey) -> None:
    assert variable_key(str(key)) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("OCPPCommCtrlr/HeartbeatInterval", VariableKey("OCPPCommCtrlr", "HeartbeatInterval")),
        ("EVSE@2/Power", VariableKey("EVSE", "Power", evse=2)),
        ("Connector@2.1/Available", VariableKey("Connector", "Available", evse=2, connector=1)),
        (
            "SampledDataCtrlr[x]/TxInterval[Ended]",
            VariableKey("SampledDataCtrlr", "TxInterval", "x", "Ended"),
        ),
        ("A%40b/C", VariableKey("A@b", "C")),
    ],
)
def test_a_key_says_component_instance_place_and_variable(text: str, key: VariableKey) -> None:
    assert variable_key(text) == key
    assert str(key) == text


@pytest.mark.parametrize("text", ["HeartbeatInterval", "", "/", "A/", "/B", "A/B/C", "A@x/B", "A]/B"])
def test_what_is_no_key_is_refused(text: str) -> None:
    assert not is_variable_key(text)
    with pytest.raises(Invalid) as refused:
        variable_key(text)

    assert refused.value.code == "bad_variable_key"


def test_a_name_has_at_most_50_characters() -> None:
    assert variable_key(f"{'a' * 50}/b").component == "a" * 50
    with pytest.raises(Invalid):
        variable_key(f"{'a' * 51}/b")


def test_case_makes_no_other_key() -> None:
    assert same_key(" HeartBeatInterval") == same_key("heartbeatinterval")
