from collections.abc import Iterator

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib.stations.places import MOST_PLACES, AmazonPlaces, NoPlaces, Place
from chalicelib.stations.rules import Address


@pytest.fixture
def stubber() -> Iterator[Stubber]:
    client = boto3.client(
        "location", region_name="eu-central-1", aws_access_key_id="made", aws_secret_access_key="up"
    )
    with Stubber(client) as stubber:
        yield stubber


def test_amazon_location_is_asked_and_understood(stubber: Stubber) -> None:
    whole = {
        "Label": "Hauptstraße 1, 79100 Freiburg, Deutschland",
        "Geometry": {"Point": [7.8463, 47.9931]},
        "AddressNumber": "1",
        "Street": "Hauptstraße",
        "Municipality": "Freiburg",
        "PostalCode": "79100",
        "Country": "DEU",
    }
    bare = {"Label": "Atlantis", "Geometry": {"Point": [-30.0, 31.0]}}
    summary = {"Text": "hauptstr 1", "DataSource": "Here"}
    stubber.add_response(
        "search_place_index_for_text",
        {"Summary": summary, "Results": [{"Place": place} for place in (whole, bare)]},
        {"IndexName": "index", "Text": "hauptstr 1", "MaxResults": MOST_PLACES},
    )

    found = AmazonPlaces(stubber.client, "index").find("hauptstr 1")

    assert found == [
        Place(whole["Label"], 47.9931, 7.8463, Address("Hauptstraße 1", "Freiburg", "79100", "DEU")),  # type: ignore[arg-type]
        Place("Atlantis", 31.0, -30.0, Address()),
    ]


def test_without_a_look_up_the_pin_must_do() -> None:
    assert NoPlaces().find("hauptstr 1") == []
    assert not NoPlaces().is_available
