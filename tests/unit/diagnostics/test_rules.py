from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.charge_points.rules import CommandFailure, CommandState
from chalicelib.diagnostics.rules import (
    GONE,
    NO_ANSWER,
    NO_FILE,
    NO_LOGS_AT_ALL,
    NO_SECURITY_LOG,
    NOTHING_CAME,
    OFFLINE,
    ONLY_FTP,
    TOO_LARGE,
    Log,
    LogKind,
    answered,
    found,
    passed,
    told,
)
from chalicelib.files.rules import LARGEST_LOG, Stored

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LOG = Log("l", "network", "CP", LogKind.DIAGNOSTICS, 7, "logs/k", "ann", NOON)
SECURITY = Log("l", "network", "CP", LogKind.SECURITY, 7, "logs/k", "ann", NOON)
HERE = found(LOG, Stored(5, "etag", NOON))


@pytest.mark.parametrize(
    ("log", "state", "answer", "detail", "expected"),
    [
        pytest.param(
            LOG,
            "ACCEPTED",
            {"filename": "d.zip"},
            None,
            ("REQUESTED", None, "d.zip"),
            id="it names its file",
        ),
        pytest.param(LOG, "ACCEPTED", {}, None, ("REQUESTED", NO_FILE, None), id="1.6 names none: has none"),
        pytest.param(
            SECURITY,
            "ACCEPTED",
            {"status": "Accepted"},
            None,
            ("REQUESTED", None, None),
            id="need not name it",
        ),
        pytest.param(
            SECURITY,
            "FAILED",
            CommandFailure("NotImplemented"),
            None,
            ("FAILED", NO_SECURITY_LOG, None),
            id="1.6 without its security extension",
        ),
        pytest.param(
            LOG,
            "FAILED",
            CommandFailure("NotSupported", "no"),
            None,
            ("FAILED", NO_LOGS_AT_ALL, None),
            id="without firmware management",
        ),
        pytest.param(
            LOG, "FAILED", None, "not_supported", ("FAILED", NO_LOGS_AT_ALL, None), id="not in its version"
        ),
        pytest.param(LOG, "FAILED", None, "offline", ("FAILED", OFFLINE, None), id="nobody there"),
        pytest.param(LOG, "TIMED_OUT", None, None, ("FAILED", NO_ANSWER, None), id="no answer"),
        pytest.param(
            LOG,
            "REJECTED",
            {"status": "Rejected"},
            "Rejected",
            ("FAILED", f"The charger refused. {ONLY_FTP}", None),
            id="refused: FTP is named",
        ),
        pytest.param(
            HERE,
            "ACCEPTED",
            {"filename": "d.zip"},
            None,
            ("UPLOADED", None, "d.zip"),
            id="named after it came",
        ),
        pytest.param(HERE, "ACCEPTED", {}, None, ("UPLOADED", None, None), id="not named, but there"),
        pytest.param(HERE, "TIMED_OUT", None, None, ("UPLOADED", None, None), id="the file is there already"),
    ],
)
def test_what_an_answer_makes_of_a_log(log, state, answer, detail, expected):
    after = answered(log, CommandState(state), answer, detail)

    assert (after.state, after.detail, after.file_name) == expected


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Uploading", "UPLOADING"),
        ("Uploaded", "REQUESTED"),
        ("UploadFailed", "FAILED"),
        ("UploadFailure", "FAILED"),
        ("uploadfailure", "FAILED"),
        ("BadMessage", "FAILED"),
        ("NotSupportedOperation", "FAILED"),
        ("PermissionDenied", "FAILED"),
        ("AcceptedCanceled", "FAILED"),
        ("Idle", "REQUESTED"),
        ("Whatever", "REQUESTED"),
    ],
)
def test_what_a_status_makes_of_a_log(status, state):
    after = told(LOG, status)

    assert after.state == state
    assert (after.detail is not None) == (state == "FAILED")


def test_a_failure_names_ftp_as_the_likely_reason():
    assert "FTP" in told(LOG, "UploadFailed").detail


def test_a_file_that_comes_counts_whatever_was_told_before():
    after = found(told(LOG, "UploadFailed"), Stored(5, "etag", NOON + timedelta(minutes=1)))

    assert (after.state, after.size, after.detail) == ("UPLOADED", 5, None)
    assert told(after, "UploadFailed") == after


def test_a_file_too_large_is_none():
    assert found(LOG, Stored(LARGEST_LOG + 1, "etag", NOON)).detail == TOO_LARGE


@pytest.mark.parametrize(
    ("log", "hours", "state", "detail"),
    [
        pytest.param(LOG, 5.9, "REQUESTED", None, id="its address still works"),
        pytest.param(LOG, 6, "EXPIRED", NOTHING_CAME, id="nothing came"),
        pytest.param(HERE, 6, "UPLOADED", None, id="it is kept"),
        pytest.param(HERE, 90 * 24, "EXPIRED", GONE, id="for ninety days"),
    ],
)
def test_what_time_makes_of_a_log(log, hours, state, detail):
    after = passed(log, NOON + timedelta(hours=hours))

    assert (after.state, after.detail) == (state, detail)
