"""What an owner of many chargers does: stations from a file and as one, labels to print and stick on."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import settle, violations
from tests.browser.visitor import DESKTOP, PHONE, SHOTS

FILE = """station;latitude;longitude;charger;plug;power_kw;price_per_kwh;currency
Mill;47,99;7,84;Left;Type 2;22;0,35;EUR
Mill;47,99;7,84;Right;Type 2;22;0,35;EUR
Weir;48,01;7,85;;Steckdose;11;;
"""
SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]


@pytest.mark.parametrize("size", SIZES)
def test_stations_come_from_a_file_and_go_into_one(visit, somebody, request, size):
    api = somebody("Olga")
    network = api.create("/networks", {"name": "Riverside"})["network_id"]
    owner = visit(api, viewport=size)
    owner.open(f"/networks/{network}/stations/new")
    owner.link("Bring them by a file").click()
    owner.page.get_by_label("Or choose a file").set_input_files(
        {"name": "stations.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    expect(owner.page.get_by_role("textbox", name="Stations")).to_have_value(FILE)
    owner.button("Check it").click()

    rows = owner.page.get_by_role("table", name="What would become of it").get_by_role("row")
    expect(rows.filter(has_text="Mill")).to_contain_text("Ready")
    expect(rows.filter(has_text="Weir")).to_contain_text("Refused")
    expect(rows.filter(has_text="Weir")).to_contain_text("Row 4, plug:")
    assert api.get(f"/networks/{network}/stations")["items"] == []
    settle(owner.page)
    assert violations(owner.page, "light") + violations(owner.page, "dark") == []
    owner.look(f"bring-checked-{request.node.callspec.id}")
    owner.button("Add 1 station").click()

    done = owner.page.get_by_role("status").filter(has_text="is added")
    expect(done).to_contain_text("1 station is added. 1 is refused.")
    expect(owner.button("Add 1 station")).to_have_count(0)
    with owner.page.expect_download() as download:
        owner.button("Export as GeoJSON").click()
    assert download.value.suggested_filename == "stations.geojson"
    assert '"Mill"' in download.value.path().read_text()
    owner.page.get_by_role("table", name="What became of it").get_by_role("link", name="Mill").click()
    expect(owner.heading("Mill")).to_be_visible()
    [station] = api.get(f"/networks/{network}/stations")["items"]
    assert [charger["name"] for charger in station["chargers"]] == ["Left", "Right"]


def test_a_file_that_cannot_be_read_says_why(visit, community):
    owner = visit(community.owner)
    owner.open(f"/networks/{community.network['network_id']}/stations/import")
    owner.page.get_by_role("textbox", name="Stations").fill("{")
    owner.button("Check it").click()

    expect(owner.page.get_by_role("alert")).to_be_visible()
    expect(owner.page.get_by_role("table")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
def test_every_charger_has_a_label_to_print(visit, community, request, size):
    owner = visit(community.owner, viewport=size)
    owner.open(f"/stations/{community.station['station_id']}/manage")
    owner.link("Print labels").click()

    labels = owner.page.get_by_role("list", name="Labels").get_by_role("listitem")
    expect(labels).to_have_count(len(community.station["chargers"]))
    for charger in community.station["chargers"]:
        label = labels.filter(has_text=charger["name"])
        expect(label).to_contain_text(f"/c/{charger['charger_id']}")
        expect(label).to_contain_text("Courtyard")
        expect(label.get_by_role("img", name=f"QR code that leads to {charger['name']}")).to_be_visible()
    owner.look(f"labels-{request.node.callspec.id}")
    owner.page.emulate_media(media="print", color_scheme="dark")
    expect(owner.page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(owner.button("Print")).to_be_hidden()
    owner.page.set_viewport_size({"width": 718, "height": 1032})  # what a sheet of A4 has within its margins
    sheet = owner.page.evaluate("document.scrollingElement.scrollWidth")
    assert sheet <= 719, "labels are wider than the sheet"
    sheets = owner.page.pdf(path=SHOTS / "labels.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
