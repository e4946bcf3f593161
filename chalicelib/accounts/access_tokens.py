"""Access tokens: JWT (RFC 7519), HS256, a quarter of an hour, verified without asking a table."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chalicelib.accounts.signing_keys import SigningKeys
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotLoggedIn
from chalicelib.kernel.ids import Clock

LASTS = timedelta(minutes=15)
AUDIENCE = "plugnexus-api"
ALGORITHM = "HS256"


@dataclass
class AccessTokens:
    """Issues and reads them. `issuer` tells stages apart: a token of one is worth nothing on another."""

    keys: SigningKeys
    issuer: str
    now: Clock

    def issue(self, account_id: str) -> str:
        """A token that says "this is `account_id`" for as long as LASTS."""
        import jwt  # noqa: PLC0415 - start-up

        kid, key = self.keys.current()
        now = self.now()
        claims = {"sub": account_id, "iat": now, "exp": now + LASTS, "iss": self.issuer, "aud": AUDIENCE}
        return jwt.encode(claims, key, ALGORITHM, headers={"kid": kid})

    def caller_of(self, token: str) -> Caller:
        """Who it was issued to. Raises NotLoggedIn("not_logged_in") for one that is not ours, or too old."""
        import jwt  # noqa: PLC0415 - start-up

        try:
            key = self.keys.key(str(jwt.get_unverified_header(token).get("kid")))
            if key is None:
                raise _refused()
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=self.issuer,
                options={"require": ["sub", "iat", "exp"], "verify_exp": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError as error:
            raise _refused() from error
        if self.now() >= datetime.fromtimestamp(claims["exp"], UTC):
            raise _refused()
        return Caller(claims["sub"])


def _refused() -> NotLoggedIn:
    return NotLoggedIn("not_logged_in", "This access token is not, or no longer, good. Log in or refresh.")
