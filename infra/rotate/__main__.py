"""python -m infra.rotate --stage NAME signing-keys|edge|charger-ca|files-key: the command line."""

import argparse
import json
import secrets
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.files.rules import LONGEST
from chalicelib.kernel.ids import utc_now
from infra.cloud.edge import VERSION
from infra.cloud.names import named
from infra.cloud.secrets import CERTIFICATES, EDGE, FILES_KEY, LENGTH, SIGNING_KEYS
from infra.deploy.account import Account, words
from infra.deploy.advice import Stopped
from infra.rotate.authority import rotated
from infra.rotate.signing_keys import at_once, next_step

ABOUT = """\
Changes a secret of a stage so that nobody is logged out and no charger is locked out.

  signing-keys   three steps, each a run of this command; it says when to run it again
  edge           what CloudFront sends to the APIs: the value before stays good until the next rotation
  charger-ca     the authority of chargers' certificates: what was signed before stays good until its end
  files-key      after a deployment has made a new key: deletes the one before, when nothing needs it

docs/security.md, "Changing secrets", tells what to do after each, and why the pepper is not here."""
Fetch = Callable[[str], Any]


def signing_keys(vault: Any, stage: str, now: datetime, *, leaked: bool = False) -> str:
    """The next step; with `leaked` a new key at once. Told in words."""
    name = named(stage, SIGNING_KEYS)
    said = vault.get_secret_value(SecretId=name)
    step = (
        at_once(said["SecretString"]) if leaked else next_step(said["SecretString"], said["CreatedDate"], now)
    )
    if step.text is not None:
        vault.put_secret_value(SecretId=name, SecretString=step.text)
    return step.told


def edge(vault: Any, stage: str, parameters: Mapping[str, str]) -> str:
    """A new value. `parameters` are the stack's. Raises Stopped while CloudFront may send the one before."""
    name = named(stage, EDGE)
    versions = vault.describe_secret(SecretId=name)["VersionIdsToStages"]
    current = next(version for version, labels in versions.items() if "AWSCURRENT" in labels)
    was_rotated = any("AWSPREVIOUS" in labels for labels in versions.values())
    if was_rotated and parameters.get(VERSION) != current:
        raise Stopped(
            "CloudFront has not been told of the value of now, and a newer one would lock it out. First:\n"
            f"  {_tell_cloudfront(stage, current)}"
        )
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    value = "".join(secrets.choice(alphabet) for _ in range(LENGTH))
    made = vault.put_secret_value(SecretId=name, SecretString=value)["VersionId"]
    return f"Both values are good now. Tell CloudFront:\n  {_tell_cloudfront(stage, made)}"


def _tell_cloudfront(stage: str, version: str) -> str:
    return f"./scripts/deploy --stage {stage} --set {VERSION}={version}"


def charger_ca(vault: Any, stage: str, now: datetime) -> str:
    """A new authority beside those of before."""
    name = named(stage, CERTIFICATES)
    text = vault.get_secret_value(SecretId=name)["SecretString"]
    vault.put_secret_value(SecretId=name, SecretString=rotated(text, now))
    return (
        "The new authority signs from the next start of a function on. Gateways that ask for client "
        f"certificates need the new list:\n  PLUGNEXUS_STAGE={stage} python -m infra.charger_ca trusted"
    )


def files_key(vault: Any, iam: Any, stage: str, now: datetime) -> str:
    """Delete the signing user's keys that the secret does not hold. Raises Stopped while they are needed."""
    said = vault.get_secret_value(SecretId=named(stage, FILES_KEY))
    current = json.loads(said["SecretString"])["id"]
    user = iam.get_access_key_last_used(AccessKeyId=current)["UserName"]
    keys = [key["AccessKeyId"] for key in iam.list_access_keys(UserName=user)["AccessKeyMetadata"]]
    if keys == [current]:
        return (
            "There is one key, and it is the one in use. For a new one raise FilesKeySerial by one:\n"
            f"  ./scripts/deploy --stage {stage} --set FilesKeySerial=..."
        )
    needed_until = said["CreatedDate"] + LONGEST + timedelta(days=1)
    if now < needed_until:
        raise Stopped(
            f"Addresses that the key before has signed work until {needed_until:%Y-%m-%d %H:%M} UTC. "
            "Run this again then."
        )
    for key in keys:
        if key != current:
            iam.delete_access_key(UserName=user, AccessKeyId=key)
    return "The key before is deleted. The rotation is done."


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 1 not."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.rotate", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("secret", choices=["signing-keys", "edge", "charger-ca", "files-key"])
    parser.add_argument("--stage", required=True, help="which one, as in prod")
    parser.add_argument("--region", help="where (else as AWS_REGION or the profile says)")
    parser.add_argument("--endpoint-url", help="an emulator of AWS instead of AWS")
    parser.add_argument(
        "--leaked", action="store_true", help="signing-keys that others know: a new one alone, at once"
    )
    given = parser.parse_args(arguments)
    try:
        print(_done(given))
    except Stopped as error:
        print(error, file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        print(words(error), file=sys.stderr)
    else:
        return 0
    return 1


def _done(given: argparse.Namespace) -> str:
    account, now = Account.of(given.region, given.endpoint_url), utc_now()
    vault = account.client("secretsmanager")
    match given.secret:
        case "signing-keys":
            return signing_keys(vault, given.stage, now, leaked=given.leaked)
        case "edge":
            return edge(vault, given.stage, _parameters(account, given.stage))
        case "charger-ca":
            return charger_ca(vault, given.stage, now)
        case _:
            return files_key(vault, account.client("iam"), given.stage, now)


def _parameters(account: Account, stage: str) -> dict[str, str]:
    stacks = account.client("cloudformation").describe_stacks(StackName=f"plugnexus-{stage}")["Stacks"]
    return {one["ParameterKey"]: one["ParameterValue"] for one in stacks[0].get("Parameters", [])}


if __name__ == "__main__":
    sys.exit(main())
