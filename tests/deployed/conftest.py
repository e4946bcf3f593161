"""What a test may ask of the deployed stage: itself, visitors, an operator and a door for charge points."""

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infra.deploy.doors import Door as Way
from infra.local.held import begin, told
from tests.community import PASSWORD, found
from tests.conftest import DEPLOYED, HOME, RUN
from tests.conversations.harness import Operator, operator_of
from tests.coroutines import pytest_pyfunc_call
from tests.deployed.stage import Stage, StageDoor, Visitor

__all__ = ["pytest_pyfunc_call"]
HERE = Path(__file__).parent
HOST = "tests.deployed.host"
PATIENCE = 300
"""Seconds until it is deployed: it may be that packages must be fetched."""


def pytest_collection_finish(session: pytest.Session) -> None:
    """It is deployed while other tests run, if it will be needed."""
    needed = any(item.path.is_relative_to(HERE) for item in session.items)
    if needed and not session.config.option.collectonly:
        begin(_home(), int(os.environ[RUN]), HOST)


def _home() -> Path:
    return Path(os.environ[HOME]) / DEPLOYED


@pytest.fixture(scope="session")
def stage() -> Stage:
    """Deployed once for the run; do not change it."""
    return Stage.of(told(_home(), int(os.environ[RUN]), HOST, PATIENCE))


@pytest.fixture(scope="session")
def anyone(stage: Stage) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors who have not logged in: `anyone()`; `anyone(way)` comes by another."""
    made: list[Visitor] = []

    def make(way: Way | None = None) -> Visitor:
        made.append(Visitor(stage, way))
        return made[-1]

    yield make
    for visitor in made:
        visitor.http.close()


@pytest.fixture(scope="session")
def somebody(anyone: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Signs up somebody new, by the code that is mailed: `somebody("Ann")`."""

    def sign_up(name: str = "Somebody") -> Visitor:
        return anyone().sign_up(f"{name.lower()}-{secrets.token_hex(6)}@people.example", PASSWORD, name)

    return sign_up


@pytest.fixture(scope="session")
def operator(somebody: Callable[..., Visitor]) -> Operator:
    """Who runs a community of this process's tests."""
    return operator_of(found(somebody))


@pytest.fixture
def door(stage: Stage, operator: Operator) -> StageDoor:
    """Where its charge points connect."""
    return StageDoor("deployed", stage.doors.ocpp.url, operator, stage)
