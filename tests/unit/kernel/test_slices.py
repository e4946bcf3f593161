"""Each key is in exactly one slice, whatever number of them there is."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.shards import shard_of
from chalicelib.kernel.slices import WHOLE, Slice

NUMBERS = st.integers(1, 60)


def slices(of: int) -> list[Slice]:
    return [Slice(index, of) for index in range(of)]


@pytest.mark.parametrize(
    ("index", "of", "asked"),
    [
        pytest.param(0, 1, [0, 1, 2, 3, 4, 5, 6, 7], id="one has all"),
        pytest.param(1, 2, [4, 5, 6, 7], id="the second half"),
        pytest.param(0, 3, [0, 1, 2], id="two shards, and two thirds of another"),
        pytest.param(1, 3, [2, 3, 4, 5], id="which the next one asks too"),
        pytest.param(5, 8, [5], id="a shard each"),
        pytest.param(11, 16, [5], id="the second half of a shard"),
        pytest.param(12, 25, [3, 4], id="a third of a shard, over a border"),
        pytest.param(399, 400, [7], id="the last"),
    ],
)
def test_the_shards_of_a_slice(index, of, asked):
    assert list(Slice(index, of).shards(8)) == asked


@pytest.mark.parametrize(
    ("shard", "of", "sharing"),
    [
        pytest.param(3, 1, [0], id="alone"),
        pytest.param(3, 8, [3], id="a shard each"),
        pytest.param(3, 16, [6, 7], id="halves"),
        pytest.param(2, 3, [0, 1], id="over a border"),
    ],
)
def test_who_shares_a_shard(shard, of, sharing):
    assert Slice(0, of).sharing(shard, 8) == [Slice(index, of) for index in sharing]


@pytest.mark.parametrize(("index", "of"), [(-1, 1), (1, 1), (0, 0), (8, 8), (0, 2**32 + 1)])
def test_there_is_no_such_slice(index, of):
    with pytest.raises(ValueError, match="There is no slice"):
        Slice(index, of)


@given(key=st.text(), other=st.text(), of=NUMBERS, shards=st.integers(1, 16))
def test_a_key_is_in_one_slice_which_asks_its_shard(key, other, of, shards):
    """Whether it lies in the shard of its own hash, or in that of another key."""
    for shard in (shard_of(key, shards), shard_of(other, shards)):
        having = [one for one in slices(of) if one.has(key, shard, shards)]

        assert len(having) == 1
        assert shard in having[0].shards(shards)
        assert having[0] in having[0].sharing(shard, shards)


@given(of=NUMBERS, shards=st.integers(1, 16))
def test_slices_ask_all_shards_and_few_of_them(of, shards):
    asked = [list(one.shards(shards)) for one in slices(of)]

    assert {shard for some in asked for shard in some} == set(range(shards))
    assert max(map(len, asked)) <= -(-shards // of) + 1
    for shard in range(shards):
        assert WHOLE.sharing(shard, shards) == [WHOLE]
        told = Slice(0, of).sharing(shard, shards)
        assert told == [one for one in slices(of) if shard in one.shards(shards)]


@pytest.mark.parametrize("of", [8, 25, 48])
@pytest.mark.parametrize("name", ["CP{:06}", "charger-{}", "{:x}"])
def test_slices_are_about_as_large_as_each_other(name, of):
    keys = [name.format(number) for number in range(20_000)]
    found: Counter[int] = Counter()
    for key in keys:
        shard = shard_of(key, 8)
        found.update(one.index for one in Slice(0, of).sharing(shard, 8) if one.has(key, shard, 8))

    assert found.total() == len(keys)
    assert max(found.values()) < 1.3 * len(keys) / of
