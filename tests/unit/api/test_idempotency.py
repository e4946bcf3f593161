from collections.abc import Iterator

import pytest

from chalicelib.table import connection


@pytest.fixture
def names() -> Iterator[list[list[str]]]:
    """Of each request to DynamoDB, the User-Agents that it was given one after the other."""
    events, names = connection().client.meta.events, []

    def note(request, **_):
        names.append(request.headers.get_all("User-Agent"))

    events.register_last("request-created", note)
    yield names
    events.unregister("request-created", note)


def test_a_request_with_a_key_leaves_nothing_behind_that_slows_later_ones(call, ann, names):
    def named_by(key):
        headers = ann["headers"] | {"Idempotency_Key": key}
        assert call("POST", "/me/cars", {"name": key}, **headers).status_code == 201
        return names[-1]

    assert named_by("first") == named_by("second") == named_by("third")
