"""Password hashes: argon2id with the first parameters of OWASP's Password Storage Cheat Sheet.

A function has less than two cores: the four lanes of RFC 9106, section 4 would run one after the other there,
at three times the time for whoever logs in.
"""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

NOBODYS = "$argon2id$v=19$m=47104,t=1,p=1$gH//LDR6LiUlOEyIDR61nA$DrlQqI0QufiVYf6KeTfnTeorRbZre4unthDt4mSCOR0"
"""A hash of a password that nobody kept: checked where there is no account, so that time does not tell."""


@dataclass(frozen=True)
class Passwords:
    """Makes and checks hashes: one pass over `memory_kib` in one lane, 16 bytes of salt, 32 of hash."""

    memory_kib: int = 47104

    def hashed(self, password: str) -> str:
        """A new hash, its parameters and salt within."""
        return self._hasher.hash(_normal(password))

    def is_right(self, hashed: str, password: str) -> bool:
        """Whether `password` made this hash, whatever parameters it was made with."""
        from argon2.exceptions import VerifyMismatchError  # noqa: PLC0415 - start-up

        try:
            return self._hasher.verify(hashed, _normal(password))
        except VerifyMismatchError:
            return False

    def is_outdated(self, hashed: str) -> bool:
        """Whether the hash was made with other parameters than are in force."""
        return self._hasher.check_needs_rehash(hashed)

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher  # noqa: PLC0415 - start-up

        return PasswordHasher(time_cost=1, memory_cost=self.memory_kib, parallelism=1)


def _normal(password: str) -> str:
    """One form for what looks the same, whichever keyboard typed it (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
