"""CloudFront's function, by Node, and the gateway's reading of the same addresses."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from ocpp_ws.admission import charge_point_in
from scripts.environment import environment

FUNCTION = Path(__file__).resolve().parents[3] / "infra" / "cloud" / "edge_function.js"
LARGEST = 10 * 1024
"""Bytes: CloudFront's quota for a function."""
RUN = """
const read = (file) => require('fs').readFileSync(file, 'utf8')
const handler = new Function(read(process.argv[1]) + '; return handler')()
const events = JSON.parse(read(0))
console.log(JSON.stringify(events.map(handler)))
"""
NAMED = {
    "/ocpp/CP1": "CP1",
    "/ocpp/CP1/": "CP1",
    "/ocpp/CP1//": "CP1",
    "/ocpp//CP1": "CP1",
    "/ocpp/CP1/CP1": "CP1",
    "/ocpp/CP1/CP1/": "CP1",
    "/ocpp/CP%2D1": "CP-1",
    "/ocpp/DE*ABC*E1.2_3=4+5|6@7-8": "DE*ABC*E1.2_3=4+5|6@7-8",
    "/ocpp/DE%2AABC%40x%7Cy": "DE*ABC@x|y",
    "/ocpp/CP1/OTHER": "CP1/OTHER",
    "/ocpp/CP1%2F": "CP1/",
    "/ocpp/a%26b%3Dc": "a&b=c",
    "/ocpp/L%C3%A4den": "Läden",
    "/ocpp/ocpp": "ocpp",
    "/ocpp/": "",
}
"""What each address names. What is no id is nobody's, and refused by name."""
PAGES = {
    "/": "/index.html",
    "/stations/1/manage": "/index.html",
    "/charge-points/CP.01": "/index.html",
    "/ocppage": "/index.html",
    "/v10": "/index.html",
    "/config.json": "/config.json",
    "/sw.js": "/sw.js",
    "/assets/index-1a2b.js": "/assets/index-1a2b.js",
    "/assets/missing": "/assets/missing",
    "/v1": "/v1",
    "/v1/charge-points/CP.01": "/v1/charge-points/CP.01",
    "/v1/nowhere": "/v1/nowhere",
}


def answers(events):
    node = shutil.which("node", path=environment()["PATH"])
    given = json.dumps(events)
    done = subprocess.run(
        [node, "-e", RUN, str(FUNCTION)], input=given, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def asked(uri, **more):
    request = {"method": "GET", "uri": uri, "querystring": {}, "headers": {}, "cookies": {}} | more
    return {"version": "1.0", "context": {}, "viewer": {"ip": "198.51.100.11"}, "request": request}


@pytest.fixture(scope="module")
def rewritten():
    uris = [*NAMED, *PAGES, "/ocpp", "/ocpp/CP%1"]
    return dict(zip(uris, answers([asked(uri) for uri in uris]), strict=True))


@pytest.mark.parametrize(("uri", "name"), NAMED.items(), ids=NAMED)
def test_connect_is_told_the_id_that_the_address_names(rewritten, uri, name):
    told = rewritten[uri]

    assert told["uri"] == "/"
    assert parse_qs(told["querystring"], strict_parsing=bool(name)) == ({"id": [name]} if name else {})


@pytest.mark.parametrize(("path", "name"), NAMED.items(), ids=NAMED)
def test_the_gateway_reads_the_same(path, name):
    assert charge_point_in(path) == name


def test_what_cannot_be_decoded_is_told_as_it_came(rewritten):
    assert rewritten["/ocpp/CP%1"]["querystring"] == "id=CP%251"


def test_an_address_without_an_id_leaves_it_to_the_user_name(rewritten):
    assert (rewritten["/ocpp"]["uri"], rewritten["/ocpp"]["querystring"]) == ("/", "")


def test_a_page_is_told_from_chargers_whatever_it_says_itself():
    forged = asked("/live", querystring={"id": {"value": "CP1"}})
    page, charger = answers([forged, asked("/ocpp/live", querystring={"live": {"value": "1"}})])

    assert (page["uri"], page["querystring"]) == ("/", "live=1")
    assert (charger["uri"], charger["querystring"]) == ("/", "id=live")


def test_an_id_in_the_query_is_not_heard():
    (told,) = answers([asked("/ocpp/CP1", querystring={"id": {"value": "OTHER"}})])

    assert told["querystring"] == "id=CP1"


@pytest.mark.parametrize(("uri", "page"), PAGES.items(), ids=PAGES)
def test_the_clients_addresses_get_its_page_and_files_and_the_api_are_left_alone(rewritten, uri, page):
    assert rewritten[uri]["uri"] == page


def test_who_asks_is_told_whatever_they_say_themselves():
    forged = {"x-plugnexus-viewer": {"value": "127.0.0.1"}, "accept": {"value": "*/*"}}
    (told,) = answers([asked("/v1/me", headers=forged, querystring={"page": {"value": "2"}})])

    assert told["headers"] == {"x-plugnexus-viewer": {"value": "198.51.100.11"}, "accept": {"value": "*/*"}}
    assert told["querystring"] == {"page": {"value": "2"}}


def test_the_function_is_one_that_cloudfront_takes():
    source = FUNCTION.read_text()

    assert len(source.encode()) < LARGEST
    assert not any(word in source for word in ("require(", "import ", "export ", "setTimeout", "eval("))
