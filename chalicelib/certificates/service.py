"""Certificates of charge points: signing, renewing, revoking ours; installing and listing others'."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.certificates import ocsp
from chalicelib.certificates.authority import Authority, fingerprint_of
from chalicelib.certificates.hash_data import installable
from chalicelib.certificates.needs import (
    Came,
    CertificateStore,
    Distrust,
    Expiring,
    Failed,
    Managed,
    NamesOf,
    Renewed,
    Request,
    Trust,
)
from chalicelib.certificates.rules import (
    LETS_IN,
    MOST_INSTALLED,
    HashData,
    Installed,
    InstalledList,
    Issued,
    IssuedState,
    Unusable,
    plain_serial,
)
from chalicelib.certificates.signing_requests import checked
from chalicelib.charge_points.needs import Answer
from chalicelib.charge_points.rules import ChargePoint, Command, CommandState
from chalicelib.charge_points.security_reasons import CERTIFICATE_NOT_TAKEN, REQUEST_REFUSED
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, not_found
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page
from chalicelib.kernel.sayings import filled
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger

SIGN = "SignChargingStationCertificate"
FEW = 20
MOST_AT_ONCE = 4
"""Certificates by which one charge point may come in, and one more that it has accepted."""


@dataclass(frozen=True)
class CertificateService:
    """Use cases of certificates; `authority` is asked each time, and may remember."""

    store: CertificateStore
    authority: Callable[[], Authority]
    charge_point: Callable[[str], ChargePoint | None]
    managed: Managed
    names_of: NamesOf
    request: Request
    trust: Trust
    distrust: Distrust
    came: Came
    failed: Failed
    expiring: Expiring
    renewed: Renewed
    now: Clock

    def sign(self, charge_point_id: str, csr_pem: str, use: str) -> bool:
        """Sign what it asks for, and send it the chain by a command. False: it may not be signed.

        From then on it may come in by that certificate: it may do so before its answer has come.
        """
        found = self.charge_point(charge_point_id)
        if found is None:
            return False
        try:
            request, name = checked(csr_pem, self.names_of(found), use)
        except Unusable as unusable:
            logger.warning("certificate not signed", charge_point_id=charge_point_id, reason=str(unusable))
            self.failed(charge_point_id, filled(REQUEST_REFUSED, why=unusable))
            return False
        authority = self.authority()
        certificate = authority.sign(request, name, self.now())
        issued = Issued(
            charge_point_id,
            found.network_id,
            f"{certificate.serial_number:x}",
            fingerprint_of(certificate),
            certificate.subject.rfc4514_string(),
            certificate.not_valid_before_utc,
            certificate.not_valid_after_utc,
        )
        self._replace(charge_point_id)
        self.store.add(issued)
        self.trust(charge_point_id, issued.fingerprint, issued.not_after)
        params = {
            "chain": authority.chain_pem(certificate),
            "use": use,
            "serial_number": issued.serial_number,
        }
        self.request(charge_point_id, "certificate_signed", params, None)
        logger.info("certificate signed", charge_point_id=charge_point_id, serial_number=issued.serial_number)
        return True

    def has_certificate(self, charge_point_id: str) -> bool:
        """Whether it has accepted one of ours that is still good."""
        now = self.now()
        return any(issued.is_good(now) for issued in self.store.issued_to(charge_point_id, None, FEW).items)

    def issued(self, charge_point_id: str, caller: Caller, cursor: str | None, limit: int) -> Page[Issued]:
        """What was signed for it, the newest first. Raises as `managed`."""
        network_id = self.managed(charge_point_id, caller).network_id
        found = self.store.issued_to(charge_point_id, cursor, limit)
        return Page([one for one in found.items if one.network_id == network_id], found.next_cursor)

    def installed(self, charge_point_id: str, caller: Caller) -> InstalledList | None:
        """What it last said that it has; None: it never did. Raises as `managed`."""
        network_id = self.managed(charge_point_id, caller).network_id
        told = self.store.installed(charge_point_id)
        return told if told is not None and told.network_id == network_id else None

    def revoke(self, charge_point_id: str, caller: Caller, serial_number: str) -> Issued:
        """It may not come in by this certificate any more. Raises as `managed`, NotFound."""
        network_id = self.managed(charge_point_id, caller).network_id
        found = self.store.issued(plain_serial(serial_number))
        if found is None or (found.charge_point_id, found.network_id) != (charge_point_id, network_id):
            raise not_found("certificate")
        self._end(found, IssuedState.REVOKED)
        return self.store.issued(found.serial_number) or found

    def install(self, charge_point_id: str, caller: Caller, use: str, pem: str) -> Command:
        """Have it trust an authority's certificate. Raises as `managed`, Invalid("bad_certificate")."""
        self.managed(charge_point_id, caller)
        try:
            installable(pem)
        except Unusable as unusable:
            raise Invalid("bad_certificate", str(unusable)) from unusable
        params = {"use": use, "pem": pem.strip()}
        return self.request(charge_point_id, "install_certificate", params, caller.account_id)

    def delete(self, charge_point_id: str, caller: Caller, hash_data: HashData) -> Command:
        """Have it trust one no longer. Raises as `managed`."""
        self.managed(charge_point_id, caller)
        return self.request(charge_point_id, "delete_certificate", hash_data.params, caller.account_id)

    def refresh(self, charge_point_id: str, caller: Caller, uses: list[str]) -> Command:
        """Ask it what it has; the answer is kept. Raises as `managed`."""
        self.managed(charge_point_id, caller)
        return self.request(charge_point_id, "get_certificates", {"uses": uses}, caller.account_id)

    def ocsp_status(self, asked: Mapping[str, Any]) -> str | None:
        """What our authority says of a certificate of its own: base64 of an OCSP response in DER.

        `asked` is an OCSPRequestDataType, in our names or the wire's. None: it is not one of ours, and
        nothing is known of others'.
        """
        hash_data = HashData.told(asked)
        if hash_data is None:
            return None
        authority = self.authority()
        issued = self.store.issued(plain_serial(hash_data.serial_number))
        if issued is None or not ocsp.is_ours(authority, hash_data):
            return None
        return ocsp.answer(authority, hash_data, issued.revoked_at, self.now())

    def iso15118(self, charge_point_id: str, exi: str, action: str, version: str) -> str | None:
        """A contract certificate for a car. None: there is no PKI of ISO 15118 behind us, for anybody."""
        del exi
        logger.info(
            "contract certificate refused", charge_point_id=charge_point_id, action=action, version=version
        )
        return None

    def tick(self, now: datetime, mine: Slice = WHOLE) -> None:
        """Have what of a slice ends soon renewed: asked once, and said to its managers."""
        for issued in self.store.to_renew(now, mine):
            found = self.charge_point(issued.charge_point_id)
            if not self.store.renewal_asked(issued.serial_number):
                continue
            if found is None or found.network_id != issued.network_id or not self._is_newest(issued):
                continue
            self.expiring(issued)
            self.request(issued.charge_point_id, "trigger", {"message": SIGN}, None)

    def _is_newest(self, issued: Issued) -> bool:
        others = self.store.issued_to(issued.charge_point_id, None, FEW).items
        return not any(other.not_after > issued.not_after and other.state in LETS_IN for other in others)

    def taken(self, command: Command, answer: Answer, state: CommandState) -> None:
        """How a "certificate_signed" ended."""
        issued = self.store.issued(str(command.params.get("serial_number") or ""))
        if issued is None or issued.charge_point_id != command.charge_point_id:
            return
        if state is CommandState.ACCEPTED:
            self.store.become(issued.serial_number, IssuedState.ACCEPTED, self.now())
            self.renewed(issued.charge_point_id)
            self.came(issued.charge_point_id)
            return
        status = answer.get("status") if isinstance(answer, Mapping) else None
        if status is not None:  # without an answer nobody knows whether it has it
            self._end(issued, IssuedState.REJECTED)
        why = filled(CERTIFICATE_NOT_TAKEN, told=command.detail or status)
        self.failed(issued.charge_point_id, why)

    def told(self, command: Command, answer: Answer, state: CommandState) -> None:
        """How a "get_certificates" ended."""
        if state is not CommandState.ACCEPTED or not isinstance(answer, Mapping):
            return
        found = self.charge_point(command.charge_point_id)
        if found is None:
            return
        told = answer.get("certificates")
        certificates = [
            Installed(hash_data, str(one["use"]) if one.get("use") else _only(command.params))
            for one in (told if isinstance(told, list) else [])[:MOST_INSTALLED]
            if isinstance(one, Mapping) and (hash_data := HashData.told(one))
        ]
        kept = InstalledList(found.network_id, tuple(certificates), self.now())
        self.store.keep_installed(command.charge_point_id, kept)

    def _replace(self, charge_point_id: str) -> None:
        """Of those that let it in the newest stay, and the last that it has accepted: it may ask for ever."""
        found = self.store.issued_to(charge_point_id, None, FEW).items
        good = [one for one in found if one.state in LETS_IN]
        accepted = [one for one in good if one.state is IssuedState.ACCEPTED][:1]
        for one in good[MOST_AT_ONCE:]:
            if one not in accepted:
                self._end(one, IssuedState.REPLACED)

    def _end(self, issued: Issued, state: IssuedState) -> None:
        self.store.become(issued.serial_number, state, self.now())
        self.distrust(issued.charge_point_id, issued.fingerprint)


def _only(params: Mapping[str, Any]) -> str | None:
    """The use that was asked for, where there was one: OCPP 1.6 does not repeat it."""
    uses = list(params.get("uses") or ())
    return str(uses[0]) if len(uses) == 1 else None
