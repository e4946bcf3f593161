"""Why a log does not come, by codes that are never renamed."""

from enum import StrEnum

from chalicelib.diagnostics import rules
from chalicelib.kernel.sayings import Sayings


class LogReason(StrEnum):
    """What became of a log, or is odd about it."""

    ANOTHER_ASKED_FOR = "another_asked_for"
    ERROR = "error"
    """`error`: its code."""
    ERROR_WITHOUT_CODE = "error_without_code"
    GONE = "gone"
    NO_ANSWER = "no_answer"
    NO_FILE = "no_file"
    NO_HTTP = "no_http"
    """`protocols`: by what it transfers files instead."""
    NO_LOGS_AT_ALL = "no_logs_at_all"
    NO_SECURITY_LOG = "no_security_log"
    NOT_ALLOWED = "not_allowed"
    NOT_THIS_WAY = "not_this_way"
    NOTHING_CAME = "nothing_came"
    OFFLINE = "offline"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    UPLOAD_FAILED = "upload_failed"


SAYINGS = Sayings(
    {
        LogReason.ANOTHER_ASKED_FOR: rules.STATUSES["acceptedcanceled"],
        LogReason.ERROR: rules.ERROR,
        LogReason.ERROR_WITHOUT_CODE: rules.ERROR_WITHOUT_CODE,
        LogReason.GONE: rules.GONE,
        LogReason.NO_ANSWER: rules.NO_ANSWER,
        LogReason.NO_FILE: rules.NO_FILE,
        LogReason.NO_HTTP: rules.NO_HTTP,
        LogReason.NO_LOGS_AT_ALL: rules.NO_LOGS_AT_ALL,
        LogReason.NO_SECURITY_LOG: rules.NO_SECURITY_LOG,
        LogReason.NOT_ALLOWED: rules.STATUSES["permissiondenied"],
        LogReason.NOT_THIS_WAY: rules.STATUSES["notsupportedoperation"],
        LogReason.NOTHING_CAME: rules.NOTHING_CAME,
        LogReason.OFFLINE: rules.OFFLINE,
        LogReason.REFUSED: rules.REFUSED,
        LogReason.TOO_LARGE: rules.TOO_LARGE,
        LogReason.UNREADABLE: rules.STATUSES["badmessage"],
        LogReason.UPLOAD_FAILED: rules.STATUSES["uploadfailed"],
    }
)
