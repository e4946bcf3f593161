"""Signing up, logging in and out, and new passwords. No answer tells whether an address is registered."""

from typing import Annotated, Literal

from chalice.app import Response
from pydantic import Field

from chalicelib.accounts import access_tokens, codes, logins
from chalicelib.accounts.credentials import LoggedIn
from chalicelib.accounts.rules import DEFAULT_LOCALE, DEFAULT_TIME_ZONE
from chalicelib.accounts.throttle import source_of
from chalicelib.api.accounts import AccountOut, Email, GivenPassword, Locale, Name, NewPassword, TimeZone
from chalicelib.api.edge import Api, Asked, Who
from chalicelib.api.schema import In, Out
from chalicelib.kernel.settings import settings
from chalicelib.wiring import services

COOKIE = "plugnexus_refresh"
CODE_MINUTES = int(codes.GOOD_FOR.total_seconds() // 60)

Code = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
RefreshToken = Annotated[str, Field(max_length=200)]

api = Api(__name__)


class SignUpIn(In):
    """A wish for an account."""

    email: Email
    password: NewPassword
    name: Name
    locale: Locale = DEFAULT_LOCALE
    time_zone: TimeZone = DEFAULT_TIME_ZONE


class EmailIn(In):
    """An address that a code is asked for."""

    email: Email


class CodeSent(Out):
    """A mail is on its way to the address."""

    email: str
    expires_in_minutes: int = CODE_MINUTES


class VerifyIn(In):
    """The code of a sign-up."""

    email: Email
    code: Code
    cookie: bool = False


class LogInIn(In):
    """`cookie`: the refresh token is wanted in a cookie that no script can read."""

    email: Email
    password: GivenPassword
    cookie: bool = False


class RefreshIn(In):
    """Without a token here, the cookie's is used, and the next one goes out by cookie."""

    refresh_token: RefreshToken | None = None


class LogOutIn(In):
    """Without a token here, the cookie's is used."""

    refresh_token: RefreshToken | None = None
    everywhere: bool = False


class ResetIn(In):
    """A new password, by a mailed code."""

    email: Email
    code: Code
    password: NewPassword


class LoginOut(Out):
    """A login. `refresh_token` is null where it went out by cookie; `expires_in` is in seconds."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of a scheme
    expires_in: int = int(access_tokens.LASTS.total_seconds())
    refresh_token: str | None
    account: AccountOut


@api.route("/auth/signup", methods=["POST"], who=Who.PUBLIC, status=202)
def sign_up(body: SignUpIn, request: Asked) -> CodeSent:
    """Sign up. The mail that follows has the code, or says that there is an account already."""
    services().sign_up.sign_up(**body.model_dump(), source=source_of(request.address))
    return CodeSent(email=body.email)


@api.route("/auth/verify", methods=["POST"], who=Who.PUBLIC)
def verify(body: VerifyIn, request: Asked) -> LoginOut | Response:
    """Open the account by the mailed code, and log in."""
    logged_in = services().sign_up.verify(body.email, body.code, source_of(request.address))
    return _login(logged_in, by_cookie=body.cookie)


@api.route("/auth/resend", methods=["POST"], who=Who.PUBLIC, status=202)
def resend(body: EmailIn, request: Asked) -> CodeSent:
    """Send a new code for a sign-up; earlier ones are void."""
    services().sign_up.resend(body.email, source_of(request.address))
    return CodeSent(email=body.email)


@api.route("/auth/login", methods=["POST"], who=Who.PUBLIC)
def log_in(body: LogInIn, request: Asked) -> LoginOut | Response:
    """Log in."""
    logged_in = services().log_in.log_in(body.email, body.password, source_of(request.address))
    return _login(logged_in, by_cookie=body.cookie)


@api.route("/auth/refresh", methods=["POST"], who=Who.PUBLIC)
def refresh(body: RefreshIn, request: Asked) -> LoginOut | Response:
    """Get fresh tokens for a refresh token, which is thereby used up; using one twice ends the login."""
    logged_in = services().log_in.refresh(body.refresh_token or request.cookies.get(COOKIE, ""))
    return _login(logged_in, by_cookie=body.refresh_token is None)


@api.route("/auth/logout", methods=["POST"], who=Who.PUBLIC, status=204)
def log_out(body: LogOutIn, request: Asked) -> Response:
    """End this login, or all logins of the account."""
    token = body.refresh_token or request.cookies.get(COOKIE)
    services().log_in.log_out(token, everywhere=body.everywhere)
    return Response("", {"Set-Cookie": _cookie("", 0)}, 204)


@api.route("/auth/forgot", methods=["POST"], who=Who.PUBLIC, status=202)
def forgot(body: EmailIn, request: Asked) -> CodeSent:
    """Send a code to set a new password with."""
    services().passwords.forgot(body.email, source_of(request.address))
    return CodeSent(email=body.email)


@api.route("/auth/reset", methods=["POST"], who=Who.PUBLIC, status=204)
def reset(body: ResetIn, request: Asked) -> None:
    """Set a new password by a mailed code; ends all logins."""
    services().passwords.reset(body.email, body.code, body.password, source_of(request.address))


def _login(logged_in: LoggedIn, *, by_cookie: bool) -> LoginOut | Response:
    token = logged_in.refresh_token
    out = LoginOut(
        access_token=logged_in.access_token,
        refresh_token=None if by_cookie else token,
        account=AccountOut.of(logged_in.account),
    )
    if not by_cookie:
        return out
    cookie = _cookie(token, int(logins.LASTS.total_seconds()))
    return Response(out.model_dump_json(), {"Content-Type": "application/json", "Set-Cookie": cookie})


def _cookie(token: str, seconds: int) -> str:
    secure = "; Secure" if settings().secure_cookies else ""
    return f"{COOKIE}={token}; Max-Age={seconds}; Path=/v1/auth; HttpOnly; SameSite=Strict{secure}"
