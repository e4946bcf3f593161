"""What a file is, where it lies, how long an address of it works, and how large it may be."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

LOGS, FIRMWARE = "logs", "firmware"
"""Prefixes of keys: files below the first expire by the bucket's own rule."""
LOGS_KEPT = timedelta(days=90)
UPLOAD_BY_CHARGE_POINT = timedelta(hours=6)
"""Chargers gather for minutes, try again, and some wait until nobody charges."""
UPLOAD_BY_OWNER = timedelta(hours=1)
DOWNLOAD_BY_OWNER = timedelta(minutes=15)
DOWNLOAD_BY_CHARGE_POINT = timedelta(hours=48)
"""After the moment at which it is told to fetch: a day that it may be offline, and one for its retries."""
LONGEST = timedelta(days=7)
"""For which S3 lets an address work (Signature Version 4)."""
LARGEST_LOG = 512 * 2**20
LARGEST_FIRMWARE = 1024 * 2**20
LARGEST_READ = 256 * 2**20
"""Bytes: what is larger is not read by us, so its digest and signature are not checked."""
SAFE = re.compile(r"[^A-Za-z0-9._-]")
LONGEST_ON_THE_WIRE = 512
"""Characters of an address in OCPP 2.x and in 1.6's security extension (FirmwareType, LogParametersType)."""


@dataclass(frozen=True)
class Stored:
    """A file as it lies in the bucket. `etag` is another one when the file is another one."""

    size: int
    etag: str
    stored_at: datetime


@dataclass(frozen=True)
class Digest:
    """Lower-case hexadecimal digests of a whole file."""

    sha256: str
    md5: str


def without_http(told: str | None) -> str | None:
    """By what a charge point transfers files, if it tells and HTTP is not among it; None: it may know HTTP.

    As 1.6's SupportedFileTransferProtocols and 2.x's FileTransferProtocols list it.
    """
    known = [word for word in re.split(r"[\s,;]+", told or "") if word]
    return None if not known or any(word.upper().startswith("HTTP") for word in known) else ", ".join(known)


def log_key(network_id: str, charge_point_id: str, log_id: str, secret: str) -> str:
    """Where a charge point's log goes: nobody guesses it, even one who knows all ids.

    What an address would write as %40 is left out of the charge point's id, so that it stays short enough.
    """
    return f"{LOGS}/{network_id}/{SAFE.sub('_', charge_point_id)}/{log_id}-{secret}"


def firmware_key(network_id: str, firmware_id: str, secret: str) -> str:
    """Where a network's firmware image goes."""
    return f"{FIRMWARE}/{network_id}/{firmware_id}-{secret}"
