from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.charge_points.rules import Boot, CommandState
from chalicelib.firmware.rules import (
    FAILURES,
    NEVER_HEARD,
    SILENT,
    Update,
    UpdateState,
    answered,
    booted,
    passed,
    told,
)

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=20)
ASKED = Update("u", "n", "CP", "f", "2.0", 7, "ann", NOON, NOON)
RUNNING = told(ASKED, "Downloading", NOON)
DONE = told(RUNNING, "Installed", NOON)
FAILED = told(RUNNING, "DownloadFailed", NOON)


@pytest.mark.parametrize(
    ("before", "status", "state"),
    [
        *((ASKED, word, "RUNNING") for word in ("Downloading", "Downloaded", "DownloadScheduled")),
        *((ASKED, word, "RUNNING") for word in ("DownloadPaused", "SignatureVerified", "Installing")),
        *((ASKED, word, "RUNNING") for word in ("InstallScheduled", "InstallRebooting", "installing")),
        *((RUNNING, word, "FAILED") for word in ("DownloadFailed", "InstallationFailed")),
        *((RUNNING, word, "FAILED") for word in ("InstallVerificationFailed", "InvalidSignature")),
        (RUNNING, "Installed", "INSTALLED"),
        (RUNNING, "Idle", "RUNNING"),
        (RUNNING, "Brewing", "RUNNING"),
        (FAILED, "Downloading", "RUNNING"),
        (FAILED, "Installed", "INSTALLED"),
        (DONE, "Downloading", "INSTALLED"),
        (DONE, "InstallationFailed", "INSTALLED"),
    ],
)
def test_what_a_status_makes_of_an_update(before, status, state):
    assert told(before, status, LATER).state == state


def test_a_failure_says_why_and_progress_takes_it_back():
    assert FAILED.detail == FAILURES["downloadfailed"]
    assert "FTP" in FAILED.detail
    assert told(FAILED, "Downloading", LATER).detail is None


@pytest.mark.parametrize(
    ("state", "word", "expected", "part"),
    [
        ("ACCEPTED", "Accepted", "REQUESTED", None),
        ("ACCEPTED", "", "REQUESTED", None),
        ("QUEUED", None, "REQUESTED", None),
        ("TIMED_OUT", None, "REQUESTED", SILENT),
        ("REJECTED", "InvalidCertificate", "FAILED", "does not trust"),
        ("REJECTED", "RevokedCertificate", "FAILED", "revoked"),
        ("REJECTED", "Rejected", "FAILED", "(Rejected)"),
        ("FAILED", "NotSupported", "FAILED", "signed images only"),
        ("FAILED", "NotImplemented: no", "FAILED", "signed images only"),
        ("FAILED", "not_supported", "FAILED", "cannot be updated by OCPP"),
        ("FAILED", "offline", "FAILED", "not connected"),
    ],
)
def test_what_an_answer_makes_of_an_update(state, word, expected, part):
    after = answered(ASKED, CommandState(state), word)

    assert after.state == expected
    assert part is None or part in after.detail


def test_an_answer_comes_too_late_for_an_update_that_is_under_way():
    assert answered(RUNNING, CommandState.TIMED_OUT, None) == RUNNING


@pytest.mark.parametrize(
    ("before", "version", "state", "confirmed"),
    [
        pytest.param(RUNNING, "2.0", "INSTALLED", True, id="the new version confirms it"),
        pytest.param(RUNNING, " 2.0 ", "INSTALLED", True, id="spaces do not count"),
        pytest.param(DONE, "2.0", "INSTALLED", True, id="what it told is so"),
        pytest.param(RUNNING, "1.0", "RUNNING", False, id="it restarted on the way"),
        pytest.param(RUNNING, None, "RUNNING", False, id="it tells no version"),
        pytest.param(ASKED, "2.0", "REQUESTED", False, id="it had that version before"),
        pytest.param(FAILED, "2.0", "INSTALLED", True, id="it made it after all"),
        pytest.param(replace(RUNNING, state=UpdateState.SUPERSEDED), "2.0", "SUPERSEDED", False, id="over"),
    ],
)
def test_what_a_boot_makes_of_an_update(before, version, state, confirmed):
    after = booted(before, Boot(LATER, firmware_version=version))

    assert (after.state, after.confirmed_at) == (state, LATER if confirmed else None)


def test_another_version_casts_a_doubt_on_what_was_told():
    after = booted(DONE, Boot(LATER, firmware_version="1.0"))

    assert after.state == "INSTALLED"
    assert "started with version 1.0, not 2.0" in after.detail


def test_an_update_of_which_nothing_is_heard_for_a_week_has_failed():
    assert passed(ASKED, NOON + timedelta(days=6, hours=23)) == ASKED
    assert passed(ASKED, NOON + timedelta(days=7)).detail == NEVER_HEARD
    assert passed(DONE, NOON + timedelta(days=70)) == DONE
    later = replace(ASKED, install_at=NOON + timedelta(days=3))
    assert passed(later, NOON + timedelta(days=9)).state == "REQUESTED"
