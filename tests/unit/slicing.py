"""Work that is dealt out among slices side by side."""

from chalicelib.kernel.slices import Slice

NUMBERS = [1, 3, 11]
NAMES = [f"c{number}" for number in range(10)]


def slices(of: int) -> list[Slice]:
    return [Slice(index, of) for index in range(of)]
