"""What stands beside an alarm reaches each manager in their language, as far as the sentence is ours."""

from dataclasses import replace

import pytest

from chalicelib.alarms.reasons import CERTIFICATE_ENDS, ENERGY, FAULT, UPDATE, WRONG_PASSWORDS
from chalicelib.alarms.rules import Alarm, AlarmKind, Raised
from chalicelib.alarms.telling import notices
from chalicelib.firmware.rules import ANOTHER_VERSION, NEVER_HEARD
from chalicelib.kernel.sayings import filled
from chalicelib.notices.writing import Writer
from tests.unit.alarms.desk import NOON
from tests.unit.notices.scenes import ANN, ORIGIN


def mailed(kind: AlarmKind, detail: str, locale: str) -> str:
    raised = Raised("a1", Alarm(kind, "n1", "s1", "CP", "CP", detail, NOON), "Courtyard", "Box")
    (notice,) = notices(raised, ["ann"], None)
    notice.check()
    return Writer(ORIGIN).mail(notice, replace(ANN, locale=locale)).text


@pytest.mark.parametrize(
    ("kind", "detail", "expected"),
    [
        (
            AlarmKind.CERTIFICATE_EXPIRES,
            filled(CERTIFICATE_ENDS, day="2026-12-01"),
            "Das Zertifikat endet am Dienstag, 1. Dezember. Die Ladestation soll es erneuern.",
        ),
        (
            AlarmKind.ENERGY_WITHOUT_SESSION,
            filled(ENERGY, connector=2, kwh="7.50"),
            "Anschluss 2: 7,50\u00a0kWh",
        ),
        (
            AlarmKind.FAULTED,
            filled(FAULT, connector=1, told="GroundFailure (wet)"),
            "Anschluss 1: GroundFailure (wet)",
        ),
        (
            AlarmKind.FIRMWARE_FAILED,
            filled(UPDATE, version="1.2.0", why=NEVER_HEARD),
            "1.2.0: Eine Woche lang war von dem Update nichts zu hören.",
        ),
        (
            AlarmKind.FIRMWARE_FAILED,
            filled(UPDATE, version="1.2.0", why=filled(ANOTHER_VERSION, told="1.1", version="1.2.0")),
            "1.2.0: Die Ladestation meldete die Installation, startete aber mit Version 1.1 statt 1.2.0.",
        ),
        (
            AlarmKind.PASSWORD_THROTTLED,
            filled(WRONG_PASSWORDS, count=12),
            "12 Mal in 10 Minuten konnte sich jemand nicht als diese Ladestation anmelden.",
        ),
        (AlarmKind.FIRMWARE_FAILED, "1.2.0: Whatever was told before.", "1.2.0: Whatever was told before."),
        (AlarmKind.SECURITY_EVENT, "TamperDetectionActivated (lid)", "TamperDetectionActivated (lid)"),
    ],
)
def test_our_own_sentences_are_told_in_the_managers_language(
    kind: AlarmKind, detail: str, expected: str
) -> None:
    assert f"\n\n{expected}\n\n" in mailed(kind, detail, "de")


def test_who_reads_english_is_told_as_much() -> None:
    detail = filled(WRONG_PASSWORDS, count=12)

    assert f"\n\n{detail}\n\n" in mailed(AlarmKind.PASSWORD_THROTTLED, detail, "en")
