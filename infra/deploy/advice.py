"""What can be done about a stack, an error or a resource that failed: words for people. Pure."""

import re
from dataclasses import dataclass

DONE = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"})
"""A stack that works, and may be changed."""
NEW = frozenset({None, "DELETE_COMPLETE", "REVIEW_IN_PROGRESS"})
"""No stack yet: REVIEW_IN_PROGRESS is one whose first changes were shown and not made."""


class Stopped(Exception):
    """The deployment goes no further; the text says why, and what to do."""


@dataclass(frozen=True)
class Whereabouts:
    """Which stack it is about, for the commands that the words name."""

    stage: str
    region: str

    @property
    def again(self) -> str:
        """The command that deploys."""
        return f"./scripts/deploy --stage {self.stage} --region {self.region}"


def kind_of_change(status: str | None, where: Whereabouts) -> str:
    """CREATE or UPDATE, as a change set asks. Raises Stopped for a stack that takes no change."""
    if status in NEW:
        return "CREATE"
    if status in DONE:
        return "UPDATE"
    raise Stopped(of_status(str(status), where))


def of_status(status: str, where: Whereabouts) -> str:
    """What a stack of this status needs before it can be changed."""
    destroy = f"{where.again} --destroy"
    if status.endswith("_IN_PROGRESS"):
        return (
            f"The stack is being changed right now ({status}), by another deployment or by one that was "
            "interrupted: CloudFormation goes on without it. Wait until it has ended, then run this again."
        )
    if status == "UPDATE_ROLLBACK_FAILED":
        return (
            "The last change failed, and so did going back (UPDATE_ROLLBACK_FAILED). Repair what its events "
            "name, let CloudFormation finish going back:\n"
            f"  aws cloudformation continue-update-rollback --stack-name plugnexus-{where.stage} "
            f"--region {where.region}\nand run this again."
        )
    if status in {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"}:
        return (
            f"The stack was never made whole ({status}), and such a stack cannot be changed. "
            f"Nothing runs in it. Take it down:\n  {destroy}\nand run this again. "
            "Tables and secrets that it left are taken up."
        )
    if status == "DELETE_FAILED":
        return (
            "Taking the stack down has failed half-way (DELETE_FAILED). Repair what its events name, then "
            f"take down the rest:\n  {destroy}"
        )
    return f"The stack is in a state that takes no change: {status}. Its events in CloudFormation tell more."


def after_failure(status: str | None, where: Whereabouts) -> str:
    """How the stack stands after CloudFormation could not make the changes."""
    if status in DONE:
        return "CloudFormation has gone back: the stage is what it was before."
    return of_status(str(status), where)


NO_CREDENTIALS = """There are no AWS credentials here. Log in (aws sso login, with AWS_PROFILE set), or set \
AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Without an account: ./scripts/deploy --stage test --local"""
EXPIRED = "The AWS credentials have expired. Log in again (aws sso login, or new keys), then run this again."
UNKNOWN = "AWS does not know these credentials (a wrong or deleted key). Log in again."
NO_REGION = "No AWS region is set. Name one: --region eu-central-1, or AWS_REGION."

OF_ERRORS = {
    "NoCredentialsError": NO_CREDENTIALS,
    "PartialCredentialsError": NO_CREDENTIALS,
    "CredentialRetrievalError": EXPIRED,
    "UnauthorizedSSOTokenError": EXPIRED,
    "SSOTokenLoadError": EXPIRED,
    "TokenRetrievalError": EXPIRED,
    "LoginRefreshRequired": EXPIRED,
    "ExpiredToken": EXPIRED,
    "ExpiredTokenException": EXPIRED,
    "RequestExpired": "The clock of this machine, or the AWS credentials, are out of date.",
    "InvalidClientTokenId": UNKNOWN,
    "UnrecognizedClientException": UNKNOWN,
    "SignatureDoesNotMatch": "The secret access key does not belong to the access key id.",
    "NoRegionError": NO_REGION,
    "InvalidRegionError": "There is no AWS region of this name.",
    "OptInRequired": "The account is not signed up for this service or region: see the account's settings.",
    "Throttling": "AWS asks to go slower. Wait a minute, then run this again.",
}
"""By the class of botocore's error or the code of AWS's."""
REFUSED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})
UNREACHABLE = frozenset({"EndpointConnectionError", "ConnectTimeoutError", "ConnectionClosedError"})


def of_error(kind: str, message: str) -> str | None:
    """Words for an error of this class or code; None: it is none that we know."""
    if kind in OF_ERRORS:
        return OF_ERRORS[kind]
    if kind in REFUSED:
        return f"These credentials may not do that. AWS says: {message}"
    if kind in UNREACHABLE:
        return f"AWS cannot be reached from here: {message}"
    if kind == "ProfileNotFound":
        return f"{message}. AWS_PROFILE names a profile of ~/.aws/config."
    if _is_limit(kind):
        return f"A limit of the account is reached. AWS says: {message} {LIMITS}"
    return None


LIMITS = "Ask for more under Service Quotas in the AWS console, then run this again."


def of_reason(reason: str) -> str:
    """What AWS gave as the reason that a resource failed, with what to do where we know."""
    if _is_limit(reason):
        return f"{reason} {LIMITS}"
    if re.search(r"already exists", reason, re.IGNORECASE):
        return f"{reason} It is not of this stack: delete or rename it, or take another stage."
    if re.search(r"certificate", reason, re.IGNORECASE) and "us-east-1" not in reason:
        return f"{reason} (CloudFront takes certificates of us-east-1 only: docs/deploy.md, A domain.)"
    return reason


def _is_limit(text: str) -> bool:
    return bool(
        re.search(r"limit ?exceeded|quota|exceeds? the (limit|maximum)|too ?many", text, re.IGNORECASE)
    )
