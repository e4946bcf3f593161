"""Firmware over HTTP: a network's images, and updates of its charge points."""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from chalicelib.api.commands import CommandAccepted
from chalicelib.api.edge import Api, Who
from chalicelib.api.reasons import Reason, reason_of
from chalicelib.api.schema import ONE_LINE, Accepted, Id, In, Instant, Items, Out, Paging, derived
from chalicelib.charge_points.rules import Detail
from chalicelib.files.rules import LARGEST_FIRMWARE
from chalicelib.firmware.images import NewImage
from chalicelib.firmware.reasons import SAYINGS, UpdateReason
from chalicelib.firmware.rules import (
    LONGEST_CERTIFICATE,
    LONGEST_SIGNATURE,
    Image,
    ImageState,
    Signature,
    Update,
    UpdateState,
)
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.paging import Page
from chalicelib.wiring import services

api = Api(__name__)

Text = Annotated[str, Field(min_length=1, max_length=80, pattern=ONE_LINE)]
Told = Annotated[str, Field(min_length=1, max_length=50, pattern=ONE_LINE)]
"""As a charge point tells it of itself when it boots (OCPP 1.6, 6.3; 2.x, ChargingStationType)."""


class FirmwareNew(In):
    """An image to be. A signed one comes with certificate and signature, as its maker gives them."""

    name: Text
    version: Told
    """As a charge point tells it at boot when it runs this: by that an update is confirmed."""
    vendor: Told | None = None
    model: Told | None = None
    """With vendor or model, the image goes to such chargers only."""
    size: Annotated[int, Field(ge=1, le=LARGEST_FIRMWARE)] | None = None
    """Bytes; given, the upload takes a file of exactly that size."""
    signing_certificate: Annotated[str, Field(max_length=LONGEST_CERTIFICATE)] | None = None
    """X.509 as PEM."""
    signature: Annotated[str, Field(max_length=LONGEST_SIGNATURE)] | None = None
    """Of the whole file with SHA-256, as base64."""


class FirmwareOut(Out):
    """An image. Its size and digests are known once the file is there: compare them with the maker's."""

    firmware_id: str
    network_id: str
    name: str
    version: str
    vendor: str | None
    model: str | None
    created_at: AwareDatetime
    state: ImageState
    signature_state: Signature
    """NONE: not signed. UNCHECKED: too large, or of a kind that PlugNexus cannot check."""
    size: int | None
    sha256: str | None
    md5: str | None
    stored_at: AwareDatetime | None

    @classmethod
    def of(cls, image: Image) -> Self:
        """As it stands now."""
        digest = image.digest
        shown = {name: getattr(image, name) for name in cls.model_fields if hasattr(image, name)}
        return cls(**shown, sha256=digest.sha256 if digest else None, md5=digest.md5 if digest else None)


class FirmwareMade(FirmwareOut):
    """A new image, and the address to PUT its file to, which works for an hour."""

    upload_url: str


class UpdateNew(In):
    """Which image, when to fetch it (at once), when to install it (as soon as the charger can)."""

    firmware_id: Id
    retrieve_at: Instant | None = None
    install_at: Instant | None = None


class PublicationNew(In):
    """Which image."""

    firmware_id: Id


class UpdateOut(Out):
    """An update of a charge point: REQUESTED, RUNNING, then INSTALLED, FAILED or SUPERSEDED."""

    update_id: str
    charge_point_id: str
    firmware_id: str
    version: str
    state: UpdateState
    status: str | None
    """What the charge point last told of it, in OCPP's words: Downloading, Installing, ..."""
    detail: str | None
    """Why it has failed, or what is odd, in words."""
    request_id: int
    command_id: str | None
    requested_at: AwareDatetime
    retrieve_at: AwareDatetime
    install_at: AwareDatetime | None
    changed_at: AwareDatetime | None
    confirmed_at: AwareDatetime | None
    """When it booted with this version."""

    @derived
    def reason(self) -> Reason[UpdateReason] | None:
        """Which of our sentences `detail` is."""
        return reason_of(Reason[UpdateReason], self.detail, SAYINGS)


class UpdateAsked(Accepted, UpdateOut):
    """An update that is on its way: follow it."""


class ChargePointFirmware(Out):
    """What a charge point runs, what it is being given, and what it was given, the newest first."""

    charge_point_id: str
    vendor: str | None
    model: str | None
    firmware_version: str | None
    running: UpdateOut | None
    items: list[UpdateOut]
    next_cursor: str | None

    @classmethod
    def of(cls, detail: Detail, updates: Page[Update]) -> Self:
        """As it stands now."""
        boot = detail.boot
        shown = [UpdateOut.model_validate(update) for update in updates.items]
        return cls(
            charge_point_id=detail.charge_point.charge_point_id,
            vendor=boot.vendor if boot else None,
            model=boot.model if boot else None,
            firmware_version=boot.firmware_version if boot else None,
            running=next((one for one in shown if one.state in ("REQUESTED", "RUNNING")), None),
            items=shown,
            next_cursor=updates.next_cursor,
        )


@api.route("/networks/{network_id}/firmware", methods=["POST"], who=Who.MANAGER, status=201, idempotent=True)
def announce_firmware(network_id: str, caller: Caller, body: FirmwareNew) -> FirmwareMade:
    """A new image of a network's firmware: PUT its file to `upload_url`, then read it to see its digest."""
    image, upload_url = services().firmware.announce(network_id, caller, NewImage(**body.model_dump()))
    return FirmwareMade(**vars(FirmwareOut.of(image)), upload_url=upload_url)


@api.route("/networks/{network_id}/firmware", methods=["GET"], who=Who.MANAGER)
def list_firmware(network_id: str, caller: Caller, query: Paging) -> Items[FirmwareOut]:
    """A network's images, the newest first."""
    found = services().firmware.images(network_id, caller, query.cursor, query.limit)
    return Items[FirmwareOut](**vars(found.of(FirmwareOut.of)))


@api.route("/networks/{network_id}/firmware/{firmware_id}", methods=["GET"], who=Who.MANAGER)
def read_firmware(network_id: str, firmware_id: str, caller: Caller) -> FirmwareOut:
    """One image. When its file has just come, it is read and its signature checked."""
    return FirmwareOut.of(services().firmware.image(network_id, firmware_id, caller))


@api.route("/networks/{network_id}/firmware/{firmware_id}", methods=["DELETE"], who=Who.MANAGER)
def remove_firmware(network_id: str, firmware_id: str, caller: Caller) -> None:
    """Remove an image and its file. A charger that has not fetched it yet will fail to."""
    services().firmware.remove(network_id, firmware_id, caller)


@api.route("/charge-points/{charge_point_id}/firmware", methods=["POST"], who=Who.MANAGER, idempotent=True)
def update_firmware(charge_point_id: str, caller: Caller, body: UpdateNew) -> UpdateAsked:
    """Tell a charge point to fetch and install an image.

    It waits up to 24 hours for one that is offline. Nobody's charging is cut by us: a charger that cannot
    install while a car charges waits for the end, and lets no other begin (OCPP 2.0.1, use case L01);
    those of plain OCPP 1.6 should do so too.
    """
    update = services().updates.begin(
        charge_point_id, caller, body.firmware_id, body.retrieve_at, body.install_at
    )
    return UpdateAsked.model_validate(update)


@api.route(
    "/charge-points/{charge_point_id}/firmware/publish", methods=["POST"], who=Who.MANAGER, idempotent=True
)
def publish_firmware(charge_point_id: str, caller: Caller, body: PublicationNew) -> CommandAccepted:
    """Have a charge point fetch an image and pass it on to others in its network. OCPP 2.x only.

    How far it has come is among its notes. The command `unpublish_firmware` ends it, by the image's `md5`.
    """
    command = services().updates.publish(charge_point_id, caller, body.firmware_id)
    return CommandAccepted.of(command, utc_now())


@api.route("/charge-points/{charge_point_id}/firmware", methods=["GET"], who=Who.MANAGER)
def read_charge_point_firmware(charge_point_id: str, caller: Caller, query: Paging) -> ChargePointFirmware:
    """What a charge point runs, the update under way, and those before."""
    return ChargePointFirmware.of(
        *services().updates.updates(charge_point_id, caller, query.cursor, query.limit)
    )
