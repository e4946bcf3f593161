"""Firmware images, updates of charge points to them, and what each thing that is heard makes of an update."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.charge_points.commands.rules import NEVER_SENT
from chalicelib.charge_points.rules import Boot, CommandState
from chalicelib.files.rules import DOWNLOAD_BY_CHARGE_POINT, LONGEST, UPLOAD_BY_OWNER, Digest, Stored
from chalicelib.kernel.sayings import filled

UPDATE = "update_firmware"
LONGEST_CERTIFICATE, LONGEST_SIGNATURE = 5500, 800
"""Characters (FirmwareType)."""
FURTHEST_AHEAD = LONGEST - DOWNLOAD_BY_CHARGE_POINT
"""How long from now a download may be told to begin: then the address still works for two days."""
TRIES, TRY_AGAIN_AFTER_SECONDS = 3, 300
GIVEN_UP_AFTER = timedelta(days=7)
"""Without a word for so long after it should have begun, an update has failed."""

FAILURES = {
    "downloadfailed": "The charger could not fetch the image. A charger that fetches by FTP alone cannot use"
    " the http(s) address that PlugNexus gives; update it by its maker's tool.",
    "installationfailed": "The charger fetched the image, but could not install it.",
    "installverificationfailed": "The charger installed the image, but found it wrong when it checked it.",
    "invalidsignature": "The charger found that the signature does not fit the image.",
}
"""By the word (lower case) of FirmwareStatusNotification, of all versions."""
REFUSALS = {
    "invalidcertificate": "The charger does not trust the signing certificate: install its maker's root.",
    "revokedcertificate": "The signing certificate has been revoked.",
    "offline": "The charger is not connected. Ask again when it is.",
    "not_supported": "The charger knows no such request: it cannot be updated by OCPP.",
    "notsupported": "The charger knows no such request in this form. One that takes signed images only needs"
    " signature and signing certificate with the image; one that takes none needs the image without.",
}
REFUSALS["notimplemented"] = REFUSALS["notsupported"]
STEPS = frozenset(
    {
        "downloading",
        "downloaded",
        "downloadscheduled",
        "downloadpaused",
        "signatureverified",
        "installing",
        "installscheduled",
        "installrebooting",
    }
)
INSTALLED = "installed"
SILENT = "The charger did not answer whether it will. Should it tell of the update all the same, that counts."
NEVER_THERE = "The charger was not connected while the request waited for it."
NEVER_HEARD = "Nothing was heard of the update for a week."
SUPERSEDED = "Another update was asked for before this one was done."
REFUSED = "The charger refused ({word})."
REFUSED_WITHOUT_REASON = "The charger refused (without a reason)."
ANOTHER_VERSION = "The charger told Installed, but started with version {told}, not {version}."


class ImageState(StrEnum):
    """Whether the file is there."""

    AWAITING_UPLOAD = "AWAITING_UPLOAD"
    STORED = "STORED"


class Signature(StrEnum):
    """What is known of an image's signature. UNCHECKED: too large to read, or of a kind unknown to us."""

    NONE = "NONE"
    VALID = "VALID"
    INVALID = "INVALID"
    UNCHECKED = "UNCHECKED"


@dataclass(frozen=True)
class Image:
    """Firmware of a network's chargers. `version` is what a charger tells at boot when it runs it."""

    firmware_id: str
    network_id: str
    name: str
    version: str
    key: str
    by: str
    created_at: datetime
    vendor: str | None = None
    model: str | None = None
    wanted_size: int | None = None
    signing_certificate: str | None = None
    signature: str | None = None
    state: ImageState = ImageState.AWAITING_UPLOAD
    signature_state: Signature = Signature.NONE
    size: int | None = None
    etag: str | None = None
    digest: Digest | None = None
    stored_at: datetime | None = None

    @property
    def is_signed(self) -> bool:
        """Whether it goes out with signature and certificate."""
        return self.signature is not None and self.signing_certificate is not None

    def may_change(self, now: datetime) -> bool:
        """Whether the address to upload it to may still work."""
        return now < self.created_at + UPLOAD_BY_OWNER + timedelta(minutes=5)

    def with_file(self, stored: Stored, digest: Digest | None, signature: Signature) -> "Image":
        """Now that its file is there."""
        return replace(
            self,
            state=ImageState.STORED,
            size=stored.size,
            etag=stored.etag,
            stored_at=stored.stored_at,
            digest=digest,
            signature_state=signature,
        )


class Progress(StrEnum):
    """What a rollout needs to know of a step."""

    UNDER_WAY = "UNDER_WAY"
    DONE = "DONE"
    FAILED = "FAILED"


class UpdateState(StrEnum):
    """How far an update has come. A charger's word of progress counts whatever was told before."""

    REQUESTED = "REQUESTED"
    RUNNING = "RUNNING"
    INSTALLED = "INSTALLED"
    FAILED = "FAILED"
    SUPERSEDED = "SUPERSEDED"


OPEN = (UpdateState.REQUESTED, UpdateState.RUNNING)


@dataclass(frozen=True)
class Update:
    """One charge point to be given one image of its network.

    `request_id` is what the charge point calls it by, where its protocol lets it; `status` is its last word.
    `confirmed_at` is when it booted with the image's version.
    """

    update_id: str
    network_id: str
    charge_point_id: str
    firmware_id: str
    version: str
    request_id: int
    by: str | None
    requested_at: datetime
    retrieve_at: datetime
    install_at: datetime | None = None
    state: UpdateState = UpdateState.REQUESTED
    status: str | None = None
    detail: str | None = None
    command_id: str | None = None
    changed_at: datetime | None = None
    confirmed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet what becomes of it."""
        return self.state in OPEN

    @property
    def progress(self) -> Progress:
        """As one step of many. What another update took the place of was not done."""
        if self.is_open:
            return Progress.UNDER_WAY
        return Progress.DONE if self.state is UpdateState.INSTALLED else Progress.FAILED


def answered(update: Update, state: CommandState, word: str | None) -> Update:
    """After the command has ended so; `word` is the status or error that the charge point answered with."""
    if update.state is not UpdateState.REQUESTED or state in (CommandState.QUEUED, CommandState.SENT):
        return update
    if state is CommandState.ACCEPTED:
        return replace(update, detail=None)
    if state is CommandState.TIMED_OUT:
        if word == NEVER_SENT:
            return replace(update, state=UpdateState.FAILED, detail=NEVER_THERE)
        return replace(update, detail=SILENT)
    told = (word or "").partition(":")[0].strip()
    refusal = filled(REFUSED, word=told) if told else REFUSED_WITHOUT_REASON
    return replace(update, state=UpdateState.FAILED, detail=REFUSALS.get(told.lower(), refusal))


def told(update: Update, status: str, at: datetime) -> Update:
    """After the charge point told `status` of it. Idle, or a word that no version has, changes nothing."""
    word = status.strip().lower()
    if word == INSTALLED:
        done = replace(update, state=UpdateState.INSTALLED, detail=None)
    elif update.state is UpdateState.INSTALLED:
        return update
    elif word in FAILURES:
        done = replace(update, state=UpdateState.FAILED, detail=FAILURES[word])
    elif word in STEPS:
        done = replace(update, state=UpdateState.RUNNING, detail=None)
    else:
        return update
    return replace(done, status=status.strip(), changed_at=at)


def booted(update: Update, boot: Boot) -> Update:
    """After the charge point started: the version that it tells confirms an update, or casts a doubt."""
    version = (boot.firmware_version or "").strip()
    if not version or update.confirmed_at is not None or update.state is UpdateState.SUPERSEDED:
        return update
    if version == update.version:
        if boot.at < update.retrieve_at or update.state is UpdateState.REQUESTED:
            return update  # it runs that version already
        return replace(
            update, state=UpdateState.INSTALLED, confirmed_at=boot.at, changed_at=boot.at, detail=None
        )
    if update.state is UpdateState.INSTALLED:
        doubt = filled(ANOTHER_VERSION, told=version[:50], version=update.version)
        return replace(update, detail=doubt)
    return update


def passed(update: Update, now: datetime) -> Update:
    """What time alone has made of it."""
    last = max(
        update.retrieve_at, update.install_at or update.retrieve_at, update.changed_at or update.retrieve_at
    )
    if update.is_open and now >= last + GIVEN_UP_AFTER:
        return replace(update, state=UpdateState.FAILED, detail=NEVER_HEARD, changed_at=now)
    return update


def superseded(update: Update, at: datetime) -> Update:
    """Another one was asked for."""
    return replace(update, state=UpdateState.SUPERSEDED, detail=SUPERSEDED, changed_at=at)
