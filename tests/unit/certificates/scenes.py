"""A certificate authority, keys of chargers, and the service of certificates around the charge point CP."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chalicelib.certificates.authority import Authority, new_authority
from chalicelib.certificates.rules import Issued
from chalicelib.certificates.service import CertificateService
from chalicelib.certificates.store import DynamoCertificates
from chalicelib.charge_points.needs import Answer
from chalicelib.charge_points.rules import ChargePoint, Command, CommandState
from chalicelib.kernel.caller import Caller

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@cache
def made_authority() -> Authority:
    return Authority.of(new_authority("PlugNexus", NOW))


def csr(
    common_name: str | None = "CP", key: Any = None, digest: Any = None, *, organisation: str = "CPO"
) -> str:
    names = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)]
    if common_name is not None:
        names.append(x509.NameAttribute(NameOID.COMMON_NAME, common_name))
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name(names))
    signed = builder.sign(key or ec.generate_private_key(ec.SECP256R1()), digest or hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.PEM).decode()


@dataclass
class Desk:
    """The service, with neighbours that remember what they were told."""

    now_is: datetime = NOW
    network_id: str | None = "network"
    asked: list[Command] = field(default_factory=list)
    trusted: dict[str, datetime] = field(default_factory=dict)
    told: list[tuple[str, ...]] = field(default_factory=list)
    store: DynamoCertificates = field(default_factory=DynamoCertificates)

    def __post_init__(self) -> None:
        self.service = CertificateService(
            self.store,
            made_authority,
            self.charge_point,
            lambda charge_point_id, _: self.charge_point(charge_point_id),
            lambda _: {"CP", "SN-1"},
            self.request,
            lambda _, fingerprint, until: self.trusted.__setitem__(fingerprint, until),
            lambda _, fingerprint: self.trusted.pop(fingerprint, None),
            lambda charge_point_id: self.told.append(("came", charge_point_id)),
            lambda charge_point_id, why: self.told.append(("failed", charge_point_id, why)),
            lambda issued: self.told.append(("expiring", issued.charge_point_id)),
            lambda charge_point_id: self.told.append(("renewed", charge_point_id)),
            lambda: self.now_is,
        )
        self.ann = Caller("ann")

    def charge_point(self, charge_point_id: str) -> ChargePoint | None:
        if charge_point_id != "CP" or self.network_id is None:
            return None
        return ChargePoint("CP", "station", self.network_id, "Box", {1: "station-0001"})

    def request(self, charge_point_id: str, action: str, params: Any, by: str | None) -> Command:
        number = f"c{len(self.asked) + 1}"
        command = Command(
            number, charge_point_id, action, params, CommandState.SENT, by, self.now_is, self.now_is
        )
        self.asked.append(command)
        return command

    def answers(self, answer: Answer, state: CommandState = CommandState.ACCEPTED) -> None:
        """The charge point's answer to the last command."""
        command = self.asked[-1]
        effect = {"certificate_signed": self.service.taken, "get_certificates": self.service.told}
        effect[command.action](command, answer, state)

    def issued(self) -> list[Issued]:
        return self.store.issued_to("CP", None, 50).items
