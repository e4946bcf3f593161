"""Words that several messages of OCPP 2.x share: tokens and what is said of them."""

from collections.abc import Iterable
from typing import Any

from chalicelib.kernel.errors import Violation
from chalicelib.ocpp.reading import Fields

LONGEST_TOKEN = 255
"""Of an idToken in OCPP 2.1; 2.0.1 has 36."""
NO_AUTHORIZATION = "noauthorization"
"""The type (lower case) of the token of who need not show one."""
TOKEN_STATUS = {
    "token_unknown": "Unknown",
    "not_a_member": "Unknown",
    "token_expired": "Expired",
    "in_use": "ConcurrentTx",
    "not_your_turn": "NotAtThisTime",
    "walk_up_not_allowed": "NotAtThisTime",
    "unknown_connector": "NotAtThisLocation",
    "out_of_service": "NotAtThisLocation",
}
"""AuthorizationStatusEnumType by violation; every other is Blocked. To a network a stranger's is no token."""


def token(fields: Fields) -> str | None:
    """The idToken of a message. None: it has none. Empty: nobody's."""
    told = fields.any("idToken")
    if told is None:
        return None
    if not isinstance(told, dict):  # as OCPP 1.6 has it
        return (fields.text("idToken") or "")[:LONGEST_TOKEN]
    token_uid = Fields(told).text("idToken") or ""
    return token_uid[:LONGEST_TOKEN]


def is_without_token(fields: Fields) -> bool:
    """Whether it says that no token is needed, as a start button does (2.0.1, C02)."""
    return (fields.object("idToken").text("type") or "").lower() == NO_AUTHORIZATION


def token_info(violations: Iterable[Violation], group_id: str | None) -> dict[str, Any]:
    """IdTokenInfoType. That there is no such token goes before all else; then the first violation speaks."""
    found = [TOKEN_STATUS.get(violation.code, "Blocked") for violation in violations]
    status = "Unknown" if "Unknown" in found else found[0] if found else "Accepted"
    group = {"groupIdToken": {"idToken": group_id, "type": "Central"}} if group_id else {}
    return {"status": status} | group
