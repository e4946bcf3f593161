"""What unit tests of stores may ask for: DynamoDB, SES and Secrets Manager inside this process."""

from collections.abc import Iterator

import hypothesis
import pytest

from chalicelib.kernel.settings import settings
from tests.unit.pretended_aws import REGION, furnish, mend, pretended

# No deadline: that the machine is busy is no fault of a rule.
hypothesis.settings.register_profile("busy", deadline=None, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("busy")


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The product's tables, empty, in a pretended AWS of this test alone."""
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    mend(monkeypatch)
    with pretended():
        furnish(settings().table_prefix)
        yield
