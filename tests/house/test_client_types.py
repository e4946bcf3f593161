"""The client is compiled against the API as it is; `python3 scripts/environment.py client-tools` mends it."""

from infra.api_document import written
from scripts import environment


def test_the_description_that_the_client_is_compiled_against_is_todays_and_the_same_on_each_run():
    assert environment.OPENAPI.read_text() == written()


def test_the_clients_types_are_made_of_it():
    assert environment.types_made().holds()
    assert '"/v1/health"' in environment.TYPES.read_text()
