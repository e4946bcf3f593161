"""TLS as chargers speak it (OCPP 1.6 security whitepaper, ed. 3, 2.1; OCPP 2.0.1, A00.FR.306 to 321)."""

import ssl
from dataclasses import dataclass
from pathlib import Path

CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:AES128-GCM-SHA256:AES256-GCM-SHA384"
"""Up to TLS 1.2. The last two are asked for by the standard, since some chargers know no other."""


@dataclass(frozen=True)
class Files:
    """PEM files: the chain, its key, and the authorities that client certificates are signed by, if any."""

    chain: Path
    key: Path
    client_ca: Path | None = None


class Tls:
    """A server's context. A client certificate is optional, for only profile 3 has one; a bad one is refused.

    Raises OSError when a file cannot be read or does not fit.
    """

    def __init__(self, files: Files) -> None:
        self.files = files
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.context.set_ciphers(CIPHERS)
        if files.client_ca is not None:
            self.context.verify_mode = ssl.CERT_OPTIONAL
        self.reload()

    def reload(self) -> None:
        """Read the files again, for who connects from now on.

        An authority taken out is trusted until a restart. Raises OSError; then what was read before holds.
        """
        trial = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        for context in (trial, self.context):
            context.load_cert_chain(self.files.chain, self.files.key)
            if self.files.client_ca is not None:
                context.load_verify_locations(self.files.client_ca)


def shown_by(transport_info: ssl.SSLObject | None) -> bytes | None:
    """The DER of the client certificate that was verified in this handshake; None: none was shown."""
    return None if transport_info is None else transport_info.getpeercert(binary_form=True)
