"""A 2.0.1 station with two EVSEs that a module's tests come back to: `async with here() as cp:`."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.conversations.harness import Box, Door, Operator, charger


@pytest.fixture(scope="module")
def box(operator: Operator) -> Box:
    """It has not booted, so nobody has asked it anything yet."""
    return asyncio.run(operator.new_box(connectors=2))


@pytest.fixture
def here(door: Door, box: Box) -> Callable[..., Any]:
    """Connects as it. What it is told and told of stays; its connection is new."""
    return partial(charger, door, "ocpp2.0.1", again=box, boots=False)
