"""The embedded AWS: MiniStack on one loopback port, and what must be in it before the product starts."""

import secrets
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import boto3

from chalicelib.kernel.settings import Settings
from infra import buckets, tables
from infra.cloud.first_secrets import authority, signing_keys
from infra.local.part import HOST, Part, PartFailed, answers

ACCOUNT = "000000000000"
REGION = "eu-central-1"


def emulator(port: int, state: Path, log: Path, environment: Mapping[str, str]) -> Part:
    """MiniStack, which keeps its state in `state` over a clean stop."""
    scratch = state / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    own = {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": HOST,
        "MINISTACK_REGION": REGION,
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / "services"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "TMPDIR": str(scratch),
        "LOG_LEVEL": "WARNING",
        "IOT_MTLS_ENABLED": "0",  # these two would listen on every address of the machine
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": f"unix://{scratch}/none.sock",  # containers of this machine are none of its business
    }
    return Part(
        "AWS emulator",
        ["ministack"],
        {**environment, **own},
        log,
        lambda: answers(f"http://{HOST}:{port}/_ministack/health"),
    )


def aws_environment(port: int) -> dict[str, str]:
    """The variables that turn every AWS client to the emulator, and away from anybody's real account."""
    return {
        "AWS_ENDPOINT_URL": f"http://{HOST}:{port}",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


OLDER = (
    "what was kept was made by an older version of PlugNexus (the table {table} is another now). "
    "Begin anew, which forgets it: ./scripts/dev --fresh"
)


def furnish(port: int, settings: Settings) -> None:
    """Tables, the bucket, secrets and the sender of mail; what is there already stays as it is.

    Raises PartFailed where tables were kept that an older version made.
    """
    try:
        tables.create(client("dynamodb", port), settings.table_prefix)
    except tables.TablesChanged as changed:
        raise PartFailed(OLDER.format(table=changed)) from changed
    buckets.create(client("s3", port), settings.files_bucket, settings.web_origin)
    vault = client("secretsmanager", port)
    _keep_secret(vault, settings.signing_keys_secret, signing_keys())
    _keep_secret(vault, settings.password_pepper_secret, secrets.token_urlsafe(32))
    _keep_secret(vault, settings.certificates_secret, authority())
    client("ses", port).verify_email_identity(EmailAddress=parseaddr(settings.mail_from)[1])


def client(service: str, port: int) -> Any:
    """A boto3 client of the emulator, whatever the environment of this process says."""
    return boto3.client(
        service,
        endpoint_url=f"http://{HOST}:{port}",
        region_name=REGION,
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key="local",  # noqa: S106 - the emulator takes anything
    )


def _keep_secret(vault: Any, name: str, value: str) -> None:
    try:
        vault.create_secret(Name=name, SecretString=value)
    except vault.exceptions.ResourceExistsException:
        return
