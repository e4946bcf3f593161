"""Why a change of security profile failed, by codes that are never renamed."""

from enum import StrEnum

from chalicelib.kernel.sayings import Sayings

CERTIFICATE_NOT_TAKEN = "It did not take its certificate: {told}."
REQUEST_REFUSED = "Its certificate request was refused. {why}"
NO_ANSWER = "{action}: it did not answer."
REFUSED = "{action}: {told}"


class ProfileReason(StrEnum):
    """`told`: why the command failed. `why`: what is wrong with the request. `action`: the command's."""

    CERTIFICATE_NOT_TAKEN = "certificate_not_taken"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    REQUEST_REFUSED = "request_refused"


SAYINGS = Sayings(
    {
        ProfileReason.CERTIFICATE_NOT_TAKEN: CERTIFICATE_NOT_TAKEN,
        ProfileReason.REQUEST_REFUSED: REQUEST_REFUSED,
        ProfileReason.NO_ANSWER: NO_ANSWER,
        ProfileReason.REFUSED: REFUSED,
    }
)
"""The last fits much that is none of the others."""
