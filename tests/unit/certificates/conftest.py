"""A certificate authority, and the service of certificates around the charge point CP."""

import pytest

from chalicelib.certificates.authority import Authority
from tests.unit.certificates.scenes import Desk, made_authority


@pytest.fixture
def authority() -> Authority:
    return made_authority()


@pytest.fixture
def desk(aws: None) -> Desk:
    return Desk()
