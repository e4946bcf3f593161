"""Tests that are coroutines: a conftest that has this module's name runs those below it."""

import asyncio
import inspect

import pytest

LONGEST = 60
"""Seconds that one may take before it counts as hung."""


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run it to its end."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    given = {name: pyfuncitem.funcargs[name] for name in names if name in pyfuncitem.funcargs}
    asyncio.run(asyncio.wait_for(pyfuncitem.obj(**given), LONGEST))
    return True
