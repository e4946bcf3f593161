"""What commands have in common."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.schema import ONE_LINE, In

MOST = 2**31 - 1
"""The largest integer that charge points need to take."""
ConnectorId = Annotated[int, Field(ge=1, le=1000)]
AnyConnectorId = Annotated[int, Field(ge=0, le=1000)]
"""0 is the whole charge point."""
Number = Annotated[int, Field(ge=0, le=MOST)]
Seconds = Annotated[int, Field(ge=0, le=MOST)]
TokenUid = Annotated[str, Field(min_length=1, max_length=36)]
"""OCPP 1.6 takes 20 characters."""
Key = Annotated[str, Field(min_length=1, max_length=300, pattern=ONE_LINE)]
"""An OCPP 1.6 key, or a 2.x variable: `Component/Variable`, as it may be `Component[x]@1/Variable[y]`."""
DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$")]
Hash = Annotated[str, Field(pattern="^[0-9A-Fa-f]+$", max_length=128)]
Serial = Annotated[str, Field(pattern="^[0-9A-Fa-f:]+$", max_length=60)]


class CertificateHash(In):
    """The hash data by which a certificate is named (OCPP's CertificateHashData)."""

    hash_algorithm: Literal["SHA256", "SHA384", "SHA512"]
    issuer_name_hash: Hash
    issuer_key_hash: Hash
    serial_number: Serial
