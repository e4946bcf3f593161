"""The authority of chargers' certificates: a new one signs, the ones before stay trusted. Pure."""

import json
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.x509.oid import NameOID

from chalicelib.certificates.authority import Authority, new_authority, pem_of
from chalicelib.certificates.rules import VALID_FOR

WARM = timedelta(days=1)
"""Longer than a process signs with an authority that is no longer the newest."""


def rotated(text: str, now: datetime) -> str:
    """The secret's text of a new authority that trusts what those before have signed, while that is good."""
    before = Authority.of(text)
    organisation = before.issuing.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    told = json.loads(new_authority(str(organisation), now))
    told["trusted"] = [pem_of(one) for one in still_needed([*before.chain, *before.trusted], now)]
    return json.dumps(told)


def still_needed(trusted: list[x509.Certificate], now: datetime) -> list[x509.Certificate]:
    """Without those whose successor has been signing for so long that all they signed has ended."""
    made = sorted({one.not_valid_before_utc for one in trusted})
    stopped = dict(zip(made, [*made[1:], now], strict=True))
    return [one for one in trusted if now < stopped[one.not_valid_before_utc] + VALID_FOR + WARM]
