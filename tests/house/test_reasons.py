"""Each of our own sentences that is kept has a code, by which it is known again."""

from enum import StrEnum
from typing import Any

import pytest

from chalicelib.alarms.reasons import SAYINGS as ALARMS
from chalicelib.alarms.reasons import AlarmReason
from chalicelib.alarms.reported import FaultKind
from chalicelib.alarms.rules import AlarmKind
from chalicelib.api import booking_reasons
from chalicelib.api.reasons import Reason, reason_of
from chalicelib.bookings.telling import OWN_REASONS
from chalicelib.certificates import reasons as certificates
from chalicelib.charge_points import security_reasons
from chalicelib.charge_points.commands import reasons as commands
from chalicelib.diagnostics import reasons as diagnostics
from chalicelib.firmware import reasons as firmware
from chalicelib.kernel.sayings import BLANK, Said, Sayings, filled
from chalicelib.local_lists import reasons as local_lists
from chalicelib.notices.languages import LANGUAGES
from chalicelib.rollouts import reasons as rollouts
from chalicelib.sessions.refusals import IN_WORDS

ALL: list[tuple[type[StrEnum], Sayings[Any]]] = [
    (booking_reasons.BookingReason, booking_reasons.SAYINGS),
    (certificates.RequestReason, certificates.SAYINGS),
    (commands.CommandReason, commands.SAYINGS),
    (diagnostics.LogReason, diagnostics.SAYINGS),
    (firmware.UpdateReason, firmware.SAYINGS),
    (local_lists.ListReason, local_lists.SAYINGS),
    (rollouts.RolloutReason, rollouts.ROLLOUTS),
    (rollouts.StepReason, rollouts.STEPS),
    (security_reasons.ProfileReason, security_reasons.SAYINGS),
]
OF_PEOPLE = {AlarmKind.FAULT_REPORTED}
"""Told by what is wrong, of which there is a sentence each."""
OF_A_STEP = (rollouts.STEPS, commands.SAYINGS)
"""What may be told of one charge point of a rollout: said by one table of texts."""


@pytest.mark.parametrize(("codes", "sayings"), ALL, ids=lambda one: getattr(one, "__name__", ""))
def test_every_code_has_a_sentence_that_is_known_by_it(codes, sayings):
    assert set(sayings.sentences) == set(codes)
    check(sayings)


def test_every_code_of_alarms_has_a_sentence_that_is_known_by_it():
    assert {code for sayings in ALARMS.values() for code in sayings.sentences} == set(AlarmReason)
    for sayings in ALARMS.values():
        check(sayings)


def test_every_code_that_an_alarms_mail_may_tell_has_a_sentence_in_every_language():
    told = {code.value for code in (*AlarmReason, *firmware.UpdateReason)}

    for language in LANGUAGES.values():
        assert language.details.keys() == told


def test_every_code_that_a_notice_tells_as_its_reason_has_a_sentence_in_every_language():
    told = {*IN_WORDS, *OWN_REASONS.values(), *(f"alarm_{kind}" for kind in set(AlarmKind) - OF_PEOPLE)}
    told |= {f"fault_{kind}" for kind in FaultKind}

    for tag, language in LANGUAGES.items():
        assert told <= language.reasons.keys(), tag


def check(sayings: Sayings[Any]) -> None:
    for code, sentence in sayings.sentences.items():
        facts = {name: f"<{name}>" for name in BLANK.findall(sentence)}
        assert sayings.read(filled(sentence, **facts)) == Said(code, facts)


def test_a_code_and_a_sentence_of_a_step_mean_one_thing():
    codes = [code.value for sayings in OF_A_STEP for code in sayings.sentences]
    sentences = [sentence for sayings in OF_A_STEP for sentence in sayings.sentences.values()]

    assert len(set(codes)) == len(codes)
    assert len(set(sentences)) == len(sentences)


def test_a_sentence_within_another_has_its_code_and_facts_too():
    why = filled(security_reasons.REFUSED, action="set_network_profile", told="offline")

    found = reason_of(
        Reason[security_reasons.ProfileReason], why, security_reasons.SAYINGS, told=commands.SAYINGS
    )

    assert found == Reason[security_reasons.ProfileReason](
        code=security_reasons.ProfileReason.REFUSED,
        facts={"action": "set_network_profile", "told": "offline", "told_code": "offline"},
    )
