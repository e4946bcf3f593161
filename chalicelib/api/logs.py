"""Charge points' logs over HTTP: ask, follow, list, download by address."""

from typing import Annotated, Any

from pydantic import AwareDatetime, ConfigDict, Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.reasons import Reason, reason_of
from chalicelib.api.schema import Accepted, In, Instant, Items, Out, Paging, derived
from chalicelib.diagnostics.reasons import SAYINGS, LogReason
from chalicelib.diagnostics.rules import Log, LogKind, LogState
from chalicelib.kernel.caller import Caller
from chalicelib.wiring import services

api = Api(__name__)


class LogNew(In):
    """Which log, and of which time."""

    kind: LogKind
    from_: Annotated[Instant | None, Field(alias="from")] = None
    to: Instant | None = None


class LogOut(Out):
    """A log and how far it has come: REQUESTED, UPLOADING, then UPLOADED, FAILED or EXPIRED."""

    model_config = ConfigDict(serialize_by_alias=True)

    log_id: str
    charge_point_id: str
    kind: LogKind
    state: LogState
    detail: str | None
    """Why it has failed, or what is odd, in words."""
    requested_at: AwareDatetime
    from_: Annotated[AwareDatetime | None, Field(alias="from")]
    to: AwareDatetime | None
    command_id: str | None
    file_name: str | None
    """As the charge point calls it."""
    size: int | None
    """Bytes."""
    uploaded_at: AwareDatetime | None
    download_url: str | None
    """Works for 15 minutes; ask again for another."""

    @derived
    def reason(self) -> Reason[LogReason] | None:
        """Which of our sentences `detail` is."""
        return reason_of(Reason[LogReason], self.detail, SAYINGS)


class LogAsked(Accepted, LogOut):
    """A log that is on its way: follow it."""


@api.route("/charge-points/{charge_point_id}/logs", methods=["POST"], who=Who.MANAGER, idempotent=True)
def ask_for_log(charge_point_id: str, caller: Caller, body: LogNew) -> LogAsked:
    """Ask a charge point to upload its log of diagnostics or of security events.

    It is given an http(s) address to PUT one file to, which works for 6 hours. One that uploads by FTP alone
    cannot: its log ends as FAILED or EXPIRED, and `detail` says what can be done.
    """
    log = services().logs.ask(charge_point_id, caller, body.kind, body.from_, body.to)
    return LogAsked(**_shown(log))


@api.route("/charge-points/{charge_point_id}/logs", methods=["GET"], who=Who.MANAGER)
def list_logs(charge_point_id: str, caller: Caller, query: Paging) -> Items[LogOut]:
    """The logs asked of a charge point in the last 90 days, the newest first."""
    found = services().logs.logs(charge_point_id, caller, query.cursor, query.limit)
    return Items[LogOut](**vars(found.of(lambda log: LogOut(**_shown(log)))))


@api.route("/charge-points/{charge_point_id}/logs/{log_id}", methods=["GET"], who=Who.MANAGER)
def read_log(charge_point_id: str, log_id: str, caller: Caller) -> LogOut:
    """One log, as it stands now."""
    return LogOut(**_shown(services().logs.log(charge_point_id, log_id, caller)))


def _shown(log: Log) -> dict[str, Any]:
    return {
        "log_id": log.log_id,
        "charge_point_id": log.charge_point_id,
        "kind": log.kind,
        "state": log.state,
        "detail": log.detail,
        "requested_at": log.requested_at,
        "from": log.begin_at,
        "to": log.end_at,
        "command_id": log.command_id,
        "file_name": log.file_name,
        "size": log.size,
        "uploaded_at": log.uploaded_at,
        "download_url": services().logs.download_url(log),
    }
