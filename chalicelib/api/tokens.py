"""The caller's own tokens."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import unquote

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import ONE_LINE, In, Instant, Items, Out
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from chalicelib.tokens.rules import Token, group_id, normal_uid
from chalicelib.wiring import services


def _uid(text: str) -> str:
    try:
        return normal_uid(text)
    except Invalid as error:
        raise PydanticCustomError("token_uid", error.detail) from error


Uid = Annotated[str, AfterValidator(_uid)]
Name = Annotated[str, Field(max_length=60, pattern=ONE_LINE)]

api = Api(__name__)


class TokenIn(In):
    """An RFID token to call one's own."""

    uid: Uid
    name: Name = ""
    expires_at: Instant | None = None
    """From then on it starts nothing."""


class TokenEdit(In):
    """What is to change; what is left out stays. A blocked token starts nothing.

    From `expires_at` on it starts nothing either; null: it has no end. The app's token can have none.
    """

    name: Name | None = None
    blocked: bool | None = None
    expires_at: Instant | None = None


class TokenOut(Out):
    """A token. Chargers are told its `group_id`, which all tokens of an account have in common (OCPP).

    A charger whose master pass group (`AuthCtrlr/MasterPassGroupId`) is set to it lets these tokens end
    anybody's charging.
    """

    token_uid: str
    group_id: str
    type: Literal["RFID", "APP_USER"]
    name: str
    blocked: bool
    expires_at: datetime | None
    created_at: datetime
    version: Annotated[int, Field(exclude=True)]

    @classmethod
    def of(cls, token: Token) -> "TokenOut":
        """The token on the wire."""
        return cls(
            token_uid=token.uid,
            group_id=group_id(token.account_id),
            type=token.type.value,
            name=token.name,
            blocked=token.blocked,
            expires_at=token.expires_at,
            created_at=token.created_at,
            version=token.version,
        )


@api.route("/me/tokens", methods=["GET"], who=Who.ACCOUNT)
def list_tokens(caller: Caller) -> Items[TokenOut]:
    """My tokens, the oldest first; they fit on one page."""
    return Items[TokenOut](
        items=[TokenOut.of(token) for token in services().tokens.tokens(caller.account_id)]
    )


@api.route("/me/tokens", methods=["POST"], who=Who.ACCOUNT, status=201, idempotent=True)
def add_token(caller: Caller, body: TokenIn) -> TokenOut:
    """Add an RFID token. Nobody else can have the same one."""
    return TokenOut.of(services().tokens.add(caller.account_id, body.uid, body.name, body.expires_at))


@api.route("/me/tokens/{token_uid}", methods=["PATCH"], who=Who.ACCOUNT)
def edit_token(caller: Caller, token_uid: str, body: TokenEdit, if_match: int | None) -> TokenOut:
    """Rename or block one of my tokens, or say until when it is good."""
    changes = body.model_dump(exclude_none=True)
    if "expires_at" in body.model_fields_set:
        changes["expires_at"] = body.expires_at
    return TokenOut.of(services().tokens.change(caller.account_id, unquote(token_uid), changes, if_match))


@api.route("/me/tokens/{token_uid}", methods=["DELETE"], who=Who.ACCOUNT, status=204)
def remove_token(caller: Caller, token_uid: str) -> None:
    """Remove one of my tokens; then it is free for anyone."""
    services().tokens.remove(caller.account_id, unquote(token_uid))
