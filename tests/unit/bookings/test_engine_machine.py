"""The engine does in every step what its oracle does (see engine_machine.py)."""

from tests.unit.bookings.engine_machine import play


def test_the_engine_and_its_oracle_never_differ(aws: None) -> None:
    assert play(examples=8, steps=30) == {"examples": 8}
