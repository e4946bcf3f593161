"""The codes that let somebody in: readable join codes, and unguessable invitation codes."""

import hmac
from hashlib import sha256

from chalicelib.kernel.ids import ALPHABET, base32, secret_code

JOIN_CODE_LENGTH = 8
INVITATION_ID_LENGTH = 20
SECRET_LENGTH = 24
LOOKALIKES = str.maketrans("ilo", "110")


def new_join_code() -> str:
    """40 random bits; whether it is free, the store knows."""
    return secret_code(JOIN_CODE_LENGTH)


def shown_join_code(code: str) -> str:
    """As people read it to one another: XXXX-XXXX."""
    return f"{code[:4]}-{code[4:]}".upper()


def typed_join_code(text: str) -> str | None:
    """The join code that was meant, whatever case, dashes, blanks, look-alikes. None if it is none."""
    code = "".join(text.lower().replace("-", "").split()).translate(LOOKALIKES)
    return code if len(code) == JOIN_CODE_LENGTH and set(code) <= set(ALPHABET) else None


def invitation_id_for(network_id: str, email: str) -> str:
    """The one invitation that an address can have to a network: 100 bits that do not show the address."""
    digest = sha256(f"{network_id}\n{email}".encode()).digest()
    return base32(int.from_bytes(digest[:16]) >> 28, INVITATION_ID_LENGTH)


def new_secret() -> str:
    """120 random bits: the part of an invitation code that only the mail knows."""
    return secret_code(SECRET_LENGTH)


def invitation_code(invitation_id: str, secret: str) -> str:
    """What the mail's link ends with: where to look, then the proof."""
    return invitation_id + secret


def read_invitation_code(code: str) -> tuple[str, str]:
    """The invitation id and the secret, which is empty when only the id was given."""
    return code[:INVITATION_ID_LENGTH], code[INVITATION_ID_LENGTH:]


def hashed(secret: str) -> str:
    """What is kept of a secret. Too many bits to try, so a plain hash does."""
    return sha256(secret.encode()).hexdigest()


def is_secret_of(secret: str, kept_hash: str) -> bool:
    """Whether `secret` is the one kept as `kept_hash`; takes as long for any."""
    return hmac.compare_digest(hashed(secret).encode(), kept_hash.encode())
