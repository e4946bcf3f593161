"""Work that lies in parts: which part a key belongs to, and how all parts are worked off at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")


def shard_of(key: str, shards: int) -> int:
    """Which of so many parts a key belongs to, for ever."""
    return crc32(key.encode()) % shards


def in_shards(shards: int | Sequence[int], work: Callable[[int], T]) -> list[T]:
    """What `work` gives for each part (so many, or these), all at once, each in the context of the caller.

    Raises what one of them raised, when all have ended.
    """
    parts = range(shards) if isinstance(shards, int) else shards
    with ThreadPoolExecutor(len(parts)) as pool:
        futures = [pool.submit(copy_context().run, work, shard) for shard in parts]
    return [future.result() for future in futures]
