"""Certificates of charge points over HTTP: those that we signed, and those that are installed in them."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from chalicelib.api.command_bodies.parts import CertificateHash
from chalicelib.api.commands import CommandAccepted
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import In, Out, Paging
from chalicelib.certificates.rules import HashData, InstalledList, Issued, IssuedState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.paging import Page
from chalicelib.wiring import services

api = Api(__name__)

Use = Literal["CentralSystemRoot", "ManufacturerRoot", "V2GRoot", "MORoot"]
Told = Use | Literal["V2GChain"]
"""What a charge point can be asked for: a chain of its own is installed by signing it."""


class Install(In):
    """An authority's certificate that the charge point is to trust, and for what."""

    use: Use
    pem: Annotated[str, Field(min_length=1, max_length=10_000)]


class Refresh(In):
    """Which certificates to ask for. Empty: of all uses (OCPP 2.x), of central systems' roots (1.6)."""

    uses: Annotated[list[Told], Field(max_length=5)] = Field(default_factory=list)


class IssuedOut(Out):
    """A certificate that we signed for the charge point. Hexadecimal; `fingerprint` is of SHA-256."""

    serial_number: str
    fingerprint: str
    subject: str
    not_before: AwareDatetime
    not_after: AwareDatetime
    state: IssuedState
    revoked_at: AwareDatetime | None


class InstalledOut(Out):
    """A certificate that the charge point says it has."""

    use: str | None
    hash_algorithm: str
    issuer_name_hash: str
    issuer_key_hash: str
    serial_number: str


class CertificatesOut(Out):
    """What was signed for it, newest first, by pages; what it last told (`told_at` null: it never did)."""

    items: list[IssuedOut]
    next_cursor: str | None
    installed: list[InstalledOut]
    told_at: AwareDatetime | None

    @classmethod
    def of(cls, issued: Page[Issued], told: InstalledList | None) -> "CertificatesOut":
        """As it is kept."""
        installed = [
            InstalledOut(use=each.use, **each.hash_data.params)
            for each in (told.certificates if told else ())
        ]
        return cls(
            items=[IssuedOut.model_validate(each) for each in issued.items],
            next_cursor=issued.next_cursor,
            installed=installed,
            told_at=told.told_at if told else None,
        )


@api.route("/charge-points/{charge_point_id}/certificates", methods=["GET"], who=Who.MANAGER)
def list_certificates(charge_point_id: str, caller: Caller, query: Paging) -> CertificatesOut:
    """A charger's certificates: those that let it in, and those that it trusts."""
    certificates = services().certificates
    issued = certificates.issued(charge_point_id, caller, query.cursor, query.limit)
    return CertificatesOut.of(issued, certificates.installed(charge_point_id, caller))


@api.route(
    "/charge-points/{charge_point_id}/certificates", methods=["POST"], who=Who.MANAGER, idempotent=True
)
def install_certificate(charge_point_id: str, caller: Caller, body: Install) -> CommandAccepted:
    """Have a charger trust an authority's certificate. Waits up to a day for one that is offline."""
    command = services().certificates.install(charge_point_id, caller, body.use, body.pem)
    return CommandAccepted.of(command, utc_now())


@api.route("/charge-points/{charge_point_id}/certificates", methods=["DELETE"], who=Who.MANAGER)
def delete_certificate(charge_point_id: str, caller: Caller, query: CertificateHash) -> CommandAccepted:
    """Have a charger trust a certificate no longer: the one of this hash data, as the list tells it."""
    hash_data = HashData(**query.model_dump())
    command = services().certificates.delete(charge_point_id, caller, hash_data)
    return CommandAccepted.of(command, utc_now())


@api.route(
    "/charge-points/{charge_point_id}/certificates/refresh",
    methods=["POST"],
    who=Who.MANAGER,
    idempotent=True,
)
def refresh_certificates(charge_point_id: str, caller: Caller, body: Refresh) -> CommandAccepted:
    """Ask a charger which certificates it has; the list shows what it answers."""
    command = services().certificates.refresh(charge_point_id, caller, list(body.uses))
    return CommandAccepted.of(command, utc_now())


@api.route(
    "/charge-points/{charge_point_id}/certificates/{serial_number}/revoke",
    methods=["POST"],
    who=Who.MANAGER,
)
def revoke_certificate(charge_point_id: str, serial_number: str, caller: Caller) -> IssuedOut:
    """Let nobody in any more by a certificate that we signed: its key was lost or stolen."""
    revoked = services().certificates.revoke(charge_point_id, caller, serial_number)
    return IssuedOut.model_validate(revoked)
