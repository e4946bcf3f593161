"""Why an update failed, by codes that are never renamed."""

from enum import StrEnum

from chalicelib.firmware import rules
from chalicelib.kernel.sayings import Sayings


class UpdateReason(StrEnum):
    """What became of an update, or is odd about it."""

    ANOTHER_VERSION = "another_version"
    """`told`: what it started with; `version`: what it was given."""
    CANNOT_FETCH = "cannot_fetch"
    CANNOT_INSTALL = "cannot_install"
    CANNOT_UPDATE = "cannot_update"
    CERTIFICATE_REVOKED = "certificate_revoked"
    FOUND_WRONG = "found_wrong"
    NEVER_HEARD = "never_heard"
    NEVER_THERE = "never_there"
    NOT_CONNECTED = "not_connected"
    NOT_IN_THIS_FORM = "not_in_this_form"
    REFUSED = "refused"
    """`word`: the charge point's own."""
    REFUSED_WITHOUT_REASON = "refused_without_reason"
    SIGNATURE_WRONG = "signature_wrong"
    SILENT = "silent"
    SUPERSEDED = "superseded"
    UNTRUSTED = "untrusted"


SAYINGS = Sayings(
    {
        UpdateReason.ANOTHER_VERSION: rules.ANOTHER_VERSION,
        UpdateReason.CANNOT_FETCH: rules.FAILURES["downloadfailed"],
        UpdateReason.CANNOT_INSTALL: rules.FAILURES["installationfailed"],
        UpdateReason.CANNOT_UPDATE: rules.REFUSALS["not_supported"],
        UpdateReason.CERTIFICATE_REVOKED: rules.REFUSALS["revokedcertificate"],
        UpdateReason.FOUND_WRONG: rules.FAILURES["installverificationfailed"],
        UpdateReason.NEVER_HEARD: rules.NEVER_HEARD,
        UpdateReason.NEVER_THERE: rules.NEVER_THERE,
        UpdateReason.NOT_CONNECTED: rules.REFUSALS["offline"],
        UpdateReason.NOT_IN_THIS_FORM: rules.REFUSALS["notsupported"],
        UpdateReason.REFUSED: rules.REFUSED,
        UpdateReason.REFUSED_WITHOUT_REASON: rules.REFUSED_WITHOUT_REASON,
        UpdateReason.SIGNATURE_WRONG: rules.FAILURES["invalidsignature"],
        UpdateReason.SILENT: rules.SILENT,
        UpdateReason.SUPERSEDED: rules.SUPERSEDED,
        UpdateReason.UNTRUSTED: rules.REFUSALS["invalidcertificate"],
    }
)
