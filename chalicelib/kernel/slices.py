"""Slices of the every-minute work, for workers side by side: whose a key is, and which shards each asks."""

from dataclasses import dataclass
from zlib import crc32

HASHES = 2**32


@dataclass(frozen=True)
class Slice:
    """One of `of` slices; the first has index 0. Raises ValueError for one that there is not.

    All keys of a kind of work stand in one line: shard after shard, in each from the least hash to the
    greatest. A slice is one of `of` equal pieces of that line. So each key is in exactly one slice, for any
    number of them and of shards, and a slice asks no more shards than its piece touches.
    """

    index: int = 0
    of: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not 0 <= self.index < self.of <= HASHES:
            raise ValueError(f"There is no slice {self.index} of {self.of}.")

    def has(self, key: str, shard: int = 0, shards: int = 1) -> bool:
        """Whether it has this key, which lies in that one of so many shards."""
        place = shard * HASHES + crc32(key.encode())
        return place * self.of // (shards * HASHES) == self.index

    def shards(self, shards: int) -> range:
        """Of so many, those in which it may have keys."""
        return range(self.index * shards // self.of, ((self.index + 1) * shards - 1) // self.of + 1)

    def sharing(self, shard: int, shards: int) -> "list[Slice]":
        """All slices that have keys of this shard, in order."""
        return [
            Slice(index, self.of)
            for index in range(shard * self.of // shards, ((shard + 1) * self.of - 1) // shards + 1)
        ]


WHOLE = Slice()
"""All of the work."""
