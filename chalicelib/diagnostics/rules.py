"""A log asked of a charge point, and what each thing that is heard of it makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.charge_points.rules import CommandFailure, CommandState
from chalicelib.files.rules import LARGEST_LOG, LOGS_KEPT, UPLOAD_BY_CHARGE_POINT, Stored, without_http
from chalicelib.kernel.sayings import filled

ASK = "get_log"
TRIES, TRY_AGAIN_AFTER_SECONDS = 3, 60
"""What a charge point is asked to do about an upload that fails."""
ONLY_FTP = (
    "PlugNexus gives an http(s) address to PUT the file to. A charger that uploads by FTP alone, by POST, or"
    " to a folder under a name of its own cannot use it: fetch its log at the charger or by its maker's tool."
)
NO_SECURITY_LOG = (
    "The charger knows no GetLog, which OCPP 1.6 has only in its security extension: it keeps no security log"
    " that could be asked for. Ask for its diagnostics instead."
)
OFFLINE = "The charger is not connected. Ask again when it is."
NO_LOGS_AT_ALL = "The charger knows no such request: it cannot upload logs by OCPP."
NO_ANSWER = "The charger did not answer. Should the file come all the same, it is kept."
NO_FILE = "The charger named no file: it has none for that time. Should one come all the same, it is kept."
NOTHING_CAME = f"Nothing came while the address worked. {ONLY_FTP}"
TOO_LARGE = f"The file was larger than {LARGEST_LOG // 2**20} MB and has been removed."
GONE = "Logs are kept for 90 days."
REFUSED = f"The charger refused. {ONLY_FTP}"
ERROR = f"The charger answered with an error ({{error}}). {ONLY_FTP}"
ERROR_WITHOUT_CODE = f"The charger answered with an error (without a code). {ONLY_FTP}"
NO_HTTP = f"The charger tells that it transfers files by {{protocols}} only. {ONLY_FTP}"
UNKNOWN_THERE = frozenset({"notimplemented", "notsupported", "not_supported", "unknown_command"})
STATUSES = {
    "badmessage": "The charger could not read the request.",
    "notsupportedoperation": f"The charger cannot upload this way. {ONLY_FTP}",
    "permissiondenied": f"The charger was not allowed to upload, as it says. {ONLY_FTP}",
    "uploadfailure": f"The charger's upload failed. {ONLY_FTP}",
    "uploadfailed": f"The charger's upload failed. {ONLY_FTP}",
    "acceptedcanceled": "Another log was asked for before this one was there.",
}
"""Why it failed, by the word (lower case) of Log- and DiagnosticsStatusNotification."""


class LogKind(StrEnum):
    """Which log."""

    DIAGNOSTICS = "diagnostics"
    SECURITY = "security"


class LogState(StrEnum):
    """How far a log has come. A file that comes makes it UPLOADED, whatever was told before."""

    REQUESTED = "REQUESTED"
    UPLOADING = "UPLOADING"
    UPLOADED = "UPLOADED"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"


OPEN = (LogState.REQUESTED, LogState.UPLOADING)


@dataclass(frozen=True)
class Log:
    """A log of a charge point, from the asking on.

    It stays its network's, should another one set up a charge point of that id. `request_id` is what the
    charge point calls it by, where its protocol lets it. `key` is where the file goes. `begin_at` and
    `end_at` limit what was asked for; None: no limit.
    """

    log_id: str
    network_id: str
    charge_point_id: str
    kind: LogKind
    request_id: int
    key: str
    by: str
    requested_at: datetime
    begin_at: datetime | None = None
    end_at: datetime | None = None
    state: LogState = LogState.REQUESTED
    command_id: str | None = None
    file_name: str | None = None
    size: int | None = None
    detail: str | None = None
    uploaded_at: datetime | None = None

    def is_awaited(self, now: datetime) -> bool:
        """Whether a file may still come: the address works, and none is there yet."""
        return self.state is not LogState.UPLOADED and now < self.requested_at + UPLOAD_BY_CHARGE_POINT

    @property
    def shown_name(self) -> str:
        """What to save the file as."""
        plain = f"{self.charge_point_id}-{self.kind}-{self.requested_at:%Y%m%dT%H%M%SZ}.log"
        return f"{self.charge_point_id}-{self.file_name}" if self.file_name else plain


def warning(protocols: str | None) -> str | None:
    """What to say from the beginning, by what the charge point told that it transfers files by."""
    without = without_http(protocols)
    return filled(NO_HTTP, protocols=without) if without else None


def answered(
    log: Log, state: CommandState, answer: Mapping[str, Any] | CommandFailure | None, detail: str | None
) -> Log:
    """After the command that asked for it has ended so. The answer may be slower than the file."""
    if state is CommandState.ACCEPTED:
        told = None if answer is None or isinstance(answer, CommandFailure) else answer.get("filename")
        name = str(told).strip() if told else None
        if log.detail == NO_ANSWER:  # it came late
            log = replace(log, state=LogState.REQUESTED, detail=None)
        has_none = name is None and log.kind is LogKind.DIAGNOSTICS and log.state is LogState.REQUESTED
        return replace(log, file_name=name or log.file_name, detail=NO_FILE if has_none else log.detail)
    if log.state not in OPEN:
        return log
    if state is CommandState.TIMED_OUT:
        return failed(log, NO_ANSWER)
    code = answer.code if isinstance(answer, CommandFailure) else (detail or "").partition(":")[0]
    return failed(log, _why(log.kind, state, code.strip().lower()))


def _why(kind: LogKind, state: CommandState, code: str) -> str:
    if code == "offline":
        return OFFLINE
    if code in UNKNOWN_THERE:
        return NO_SECURITY_LOG if kind is LogKind.SECURITY else NO_LOGS_AT_ALL
    if state is CommandState.REJECTED:
        return REFUSED
    return filled(ERROR, error=code) if code else ERROR_WITHOUT_CODE


def told(log: Log, status: str) -> Log:
    """After the charge point told `status` of it; "Uploaded" counts when the file is seen (`found`)."""
    word = status.strip().lower()
    if log.state is LogState.UPLOADED:
        return log
    if word == "uploading":
        return replace(log, state=LogState.UPLOADING, detail=None)
    return failed(log, STATUSES[word]) if word in STATUSES else log


def found(log: Log, stored: Stored | None) -> Log:
    """After looking for the file."""
    if stored is None or log.state is LogState.UPLOADED:
        return log
    if stored.size > LARGEST_LOG:
        return failed(log, TOO_LARGE)
    return replace(log, state=LogState.UPLOADED, size=stored.size, uploaded_at=stored.stored_at, detail=None)


def passed(log: Log, now: datetime) -> Log:
    """What time alone has made of it."""
    if now >= log.requested_at + LOGS_KEPT:
        return replace(log, state=LogState.EXPIRED, detail=GONE)
    if log.state in OPEN and not log.is_awaited(now):
        return replace(log, state=LogState.EXPIRED, detail=NOTHING_CAME)
    return log


def failed(log: Log, detail: str) -> Log:
    """It does not come, as far as is known."""
    return replace(log, state=LogState.FAILED, detail=detail)
