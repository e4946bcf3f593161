"""What of the dependencies is not shipped: whole distributions, and files that nobody reads when it runs."""

from pathlib import PurePosixPath

LEFT_OUT = frozenset(
    {
        # Chalice's own command line, of which Lambda needs none
        *("blessed", "click", "editor", "inquirer", "jinxed", "pip", "pyyaml", "readchar", "runs"),
        *("setuptools", "wcwidth", "wheel", "packaging", "xmod"),
        # of the package ocpp, whose schemas alone we read
        *("attrs", "jsonschema", "jsonschema-specifications", "referencing", "rpds-py"),
        "dnspython",  # of email-validator, which is not asked whether a domain takes mail
        "pycparser",  # of cffi, for compiling what comes compiled
        *("boto3", "s3transfer"),  # we use botocore itself
    }
)
"""Distributions, by their normalised names."""

SERVICES = frozenset(
    {
        "apigatewaymanagementapi",
        "dynamodb",
        "lambda",
        "location",
        "s3",
        "secretsmanager",
        "sesv2",
        "sns",
    }
)
"""Of AWS, that the functions have clients of: botocore's descriptions of all others take 27 MB."""

KEPT_OF = {
    "chalice": ("chalice/__init__.py", "chalice/app.py"),
    "ocpp": ("ocpp/__init__.py", "ocpp/*/schemas/*.json"),
}
"""Packages of which only this is read."""

UNREAD_FOLDERS = ("__pycache__", "bin", "tests")
UNREAD_ENDINGS = (".pyi", ".pyc", ".pth", ".c", ".h", ".pyx", ".pxd")
UNREAD_NAMES = ("py.typed", "examples-1.json", "examples-1.json.gz")


def is_needed(path: PurePosixPath) -> bool:
    """Whether the file at this path below site-packages is shipped."""
    top = path.parts[0]
    if top.endswith(".dist-info") or any(folder in UNREAD_FOLDERS for folder in path.parts[:-1]):
        return False
    if path.name.endswith(UNREAD_ENDINGS) or path.name in UNREAD_NAMES:
        return False
    if top in KEPT_OF:
        return any(path.match(kept) for kept in KEPT_OF[top])
    if path.parts[:2] == ("botocore", "data") and len(path.parts) > 3:  # noqa: PLR2004 - data/<service>/...
        return path.parts[2] in SERVICES
    return True
