"""What a version of OCPP must be able to say and hear for a simulated charge point."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from infra.simulator.messages import Answer, Message, Payload
from infra.simulator.transaction import Fact

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint
    from infra.simulator.connector import Connector
    from infra.simulator.link import Link

Handler = Callable[["Link", Payload], Answer | Payload]
VERSIONS = ("1.6", "2.0.1")


class Language(Protocol):
    """One version. Every method that gives a Message only words what it is given."""

    version: str
    subprotocol: str
    answers: Mapping[str, Handler]
    """By the action asked; what is not here is not implemented."""

    def boot(self, box: "SimulatedChargePoint") -> Message:
        """BootNotification; its answer has status and interval in every version."""

    def heartbeat(self) -> Message:
        """Heartbeat."""

    def status(self, connector: "Connector") -> Message:
        """StatusNotification of one connector."""

    def authorize(self, token_uid: str) -> Message:
        """Authorize."""

    def authorized(self, answer: Payload) -> tuple[str, str | None]:
        """The token's status and group in the answer to `authorize`."""

    def fact(self, fact: Fact) -> Message:
        """StartTransaction, MeterValues, StopTransaction, or TransactionEvent."""

    def learned(self, fact: Fact, answer: Payload) -> str | None:
        """The token's status in the answer to `fact`, if it has one; a transaction's id is put into it."""

    def reading(self, connector: "Connector") -> Message:
        """MeterValues of now."""

    def log_status(self, status: str, request_id: int | None) -> Message:
        """How an upload goes; without a request id it is a 1.6 diagnostics file's."""

    def firmware_status(self, status: str, request_id: int | None) -> Message:
        """How an update goes; without a request id it is 1.6's, unsigned."""

    def security_event(self, kind: str) -> Message:
        """SecurityEventNotification."""

    def sign_certificate(self, csr: str) -> Message:
        """SignCertificate for the charge point's own."""


def language(version: str) -> Language:
    """By its name. Raises KeyError for one that is not spoken."""
    from infra.simulator.v16.language import V16  # noqa: PLC0415 - they name the types above
    from infra.simulator.v201.language import V201  # noqa: PLC0415

    kinds: dict[str, type[Language]] = {"1.6": V16, "2.0.1": V201}
    return kinds[version]()
