"""Which settings of a charge point are secrets: their names say it. OCPP has no other mark for them."""

import re

PASSWORDS = frozenset({"authorizationkey", "basicauthpassword"})
"""Names (lower case) of the 1.6 key and the 2.x variable whose value lets a charge point in here."""
SECRETS = (
    *("password", "passwd", "passphrase", "passcode", "pincode", "simpin", "secret", "credential"),
    *("authorizationkey", "privatekey", "sharedkey", "vpnkey", "apikey", "accesskey", "encryptionkey"),
    *("wpakey", "wepkey", "wifikey", "wlankey"),
)
"""Wherever they stand in a name that is written small and without gaps."""
ENDINGS = ("token", "psk", "pwd", "puk")
"""Secrets where such a name ends so; PIN is one where it is the last word, since other words end so."""
PIN = "pin"
ABOUT_ONE = (
    *("length", "timeout", "interval", "enabled", "supported", "required", "allowed", "type", "format"),
    *("count", "attempts", "retries", "policy", "expiry", "lifetime", "version"),
)
"""Last words of what is told about a secret, and is none."""
SPLIT = re.compile(r"[^/\[\]]+")
GAP = re.compile(r"[^a-z]+")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def is_password_key(key: str) -> bool:
    """Whether a configuration key or a variable's key names what the charge point comes in by."""
    return _parts(key)[0].strip().lower() in PASSWORDS


def is_secret_key(key: str) -> bool:
    """Whether the value of a 1.6 key (`WifiPassword`) or of a 2.x variable's key (`A/B[c]`) is a secret.

    Its name or its instance says so; a component's name says nothing of its variables.
    """
    return any(is_secret_name(part) for part in _parts(key))


def is_secret_name(name: str) -> bool:
    """The same for a bare name, as a message has it."""
    small = GAP.sub("", name.lower())
    if small.endswith(ABOUT_ONE):
        return False
    words = WORD.findall(name)
    ends_so = small.endswith(ENDINGS) or bool(words and words[-1].lower() == PIN)
    return ends_so or any(secret in small for secret in SECRETS)


def _parts(key: str) -> list[str]:
    """The name and the instance of the variable."""
    return SPLIT.findall(key.rpartition("/")[2]) or [""]
