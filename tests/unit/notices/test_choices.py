from dataclasses import replace

import pytest

from chalicelib.notices.rules import channels
from tests.unit.notices.scenes import ANN


@pytest.mark.parametrize(
    ("event", "chosen", "phone", "expected"),
    [
        pytest.param("booking_soon", {}, True, ("email",), id="mail when nothing is chosen"),
        pytest.param("waitlist_offer", {}, True, ("email", "sms"), id="SMS too where it is urgent"),
        pytest.param("ends_soon", {}, True, ("email", "sms"), id="likewise before the end"),
        pytest.param("overstay", {}, True, ("email", "sms"), id="likewise after it"),
        pytest.param("overstay", {}, False, ("email",), id="no SMS without a number"),
        pytest.param("overstay", {"overstay": ()}, True, (), id="an empty choice is silence"),
        pytest.param("overstay", {"overstay": ("email",)}, True, ("email",), id="a choice goes first"),
        pytest.param("no_show", {"no_show": ("sms",)}, True, ("sms",), id="SMS alone"),
        pytest.param("no_show", {"no_show": ("sms",)}, False, ("email",), id="SMS alone, its number gone"),
        pytest.param("no_show", {"no_show": ("push",)}, True, (), id="a channel that is not there yet"),
        pytest.param("no_show", {"overstay": ()}, True, ("email",), id="a choice for another event"),
        pytest.param("booking_soon", {"soon": ()}, True, (), id="under the event's former name"),
        pytest.param(
            "booking_soon", {"soon": (), "booking_soon": ("sms",)}, True, ("sms",), id="the new name counts"
        ),
    ],
)
def test_choices_are_honoured(event, chosen, phone, expected):
    account = replace(ANN, notifications=chosen, phone=ANN.phone if phone else None)

    assert channels(account, event) == expected
