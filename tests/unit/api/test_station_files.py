"""Stations by files over HTTP: each by itself, none twice, and taken away in the same form."""

import json

import pytest

FILE = """station,latitude,longitude,address,charger,plug,power_kw,price_per_kwh,currency
Harbour,47.99,7.85,Kai 1,A,Type 2,22,0.30,EUR
Harbour,47.99,7.85,,B,CCS,50,0.50,EUR
Broken,47.99,7.86,,A,Type 9,22,,
Church,48.00,7.85,,A,Schuko,3.7,,
"""


def brought(circle, text, who=None, form="csv", **other):
    body = {"format": form, "text": text} | other
    return (who or circle.ann).post(f"/networks/{circle.network_id}/stations/import", body)


def taken(circle, form="csv", who=None):
    return (who or circle.ann).get(f"/networks/{circle.network_id}/stations/export?format={form}")


def names(circle):
    found = circle.ann.get(f"/networks/{circle.network_id}/stations").body["items"]
    return sorted(station["name"] for station in found)


def states(answer):
    return [(one["name"], one["state"]) for one in answer.body["stations"]]


def test_what_would_be_made_is_told_and_nothing_is(circle):
    told = brought(circle, FILE, dry_run=True)

    assert told.status == 200
    assert states(told) == [("Harbour", "ready"), ("Broken", "refused"), ("Church", "ready")]
    assert (told.body["created"], told.body["refused"]) == (0, 1)
    assert told.body["stations"][1] == {
        "row": 4,
        "name": "Broken",
        "state": "refused",
        "station_id": None,
        "chargers": 1,
        "problems": [
            {
                "row": 4,
                "column": "plug",
                "code": "unknown_plug",
                "detail": "A plug is a ConnectorType of OCPI, or a word like Type 2 or CCS.",
            }
        ],
    }
    assert names(circle) == ["Courtyard"]


def test_a_station_that_cannot_be_stops_no_other_and_none_is_made_twice(circle):
    first = brought(circle, FILE)
    again = brought(circle, FILE)

    assert states(first) == [("Harbour", "created"), ("Broken", "refused"), ("Church", "created")]
    assert (first.body["created"], first.body["refused"]) == (2, 1)
    assert states(again) == [("Harbour", "exists"), ("Broken", "refused"), ("Church", "exists")]
    harbour, other = first.body["stations"][0], again.body["stations"][0]
    assert harbour["station_id"] == other["station_id"]
    made = circle.ann.get(f"/stations/{harbour['station_id']}").body
    assert made["address"]["line"] == "Kai 1"
    assert made["time_zone"] == "Europe/Berlin"
    assert [each["name"] for each in made["chargers"]] == ["A", "B"]
    assert names(circle) == ["Church", "Courtyard", "Harbour"]


def test_one_made_by_hand_is_there_already(circle):
    text = "station,latitude,longitude\nCourtyard,47.9931,7.8463\nCourtyard,47.9932,7.8463"

    told = brought(circle, text, dry_run=True)

    assert states(told) == [("Courtyard", "exists"), ("Courtyard", "ready")]
    assert told.body["stations"][0]["station_id"] == circle.station["station_id"]


def test_of_two_who_bring_the_same_at_once_one_makes_it(circle, monkeypatch):
    store = circle.services.station_files.store
    monkeypatch.setattr(type(store), "at", lambda *_: [])  # as an index that knows of none yet

    first, second = (brought(circle, FILE).body["stations"][0] for _ in range(2))

    assert (first["state"], second["state"]) == ("created", "exists")
    assert first["station_id"] == second["station_id"]
    assert names(circle) == ["Church", "Courtyard", "Harbour"]


def test_one_file_does_not_bring_one_station_twice(circle):
    point = {"type": "Point", "coordinates": [7.9, 48]}
    feature = {"type": "Feature", "geometry": point, "properties": {"station": "Twin"}}
    text = json.dumps({"type": "FeatureCollection", "features": [feature, feature]})

    assert states(brought(circle, text, form="geojson", dry_run=True)) == [
        ("Twin", "ready"),
        ("Twin", "exists"),
    ]
    assert states(brought(circle, text, form="geojson")) == [("Twin", "created"), ("Twin", "exists")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no columns", "unreadable_import"),
        ("station,latitude,longitude\n" + "".join(f"{n},1,2\n" for n in range(201)), "too_many_stations"),
        ("station,latitude,longitude\n" + "A,1,2\n" * 170_000, "import_too_large"),
    ],
)
def test_a_file_that_is_none_or_too_much_is_refused_whole(circle, text, code):
    refused = brought(circle, text)

    assert (refused.status, refused.body["code"]) == (400, code)


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_what_is_taken_away_can_be_brought_elsewhere(circle, form):
    brought(circle, FILE)
    file = taken(circle, form)
    elsewhere = circle.ann.creates()["network_id"]

    told = circle.ann.post(f"/networks/{elsewhere}/stations/import", {"format": form, "text": file.body})

    assert told.body["created"] == 3
    copied = circle.ann.get(f"/networks/{elsewhere}/stations/export?format={form}")
    assert sorted(copied.body.split("\n")) == sorted(file.body.split("\n"))


@pytest.mark.parametrize(
    ("form", "kind"), [("csv", "text/csv; charset=utf-8"), ("geojson", "application/geo+json")]
)
def test_a_file_is_one_to_be_kept(circle, form, kind):
    file = taken(circle, form)

    assert file.headers["Content-Type"] == kind
    assert file.headers["Content-Disposition"] == f'attachment; filename="stations.{form}"'
    assert "Link" not in file.headers


def test_what_does_not_fit_into_one_file_is_in_the_next(circle, monkeypatch):
    brought(circle, FILE)
    monkeypatch.setattr("chalicelib.api.station_files.WHOLE_FILE", 10)
    monkeypatch.setattr("chalicelib.stations.importing.PAGE", 2)

    first = taken(circle)
    following = first.headers["Link"].removeprefix("</v1").removesuffix('>; rel="next"')
    second = circle.ann.get(following)

    found = [line for file in (first, second) for line in file.body.splitlines()[1:]]
    assert sorted({line.split(",")[0] for line in found}) == ["Church", "Courtyard", "Harbour"]
    assert len(found) == 5
    assert "Link" not in second.headers


def test_only_managers_bring_and_take(circle):
    for answer in (brought(circle, FILE, who=circle.bob), taken(circle, who=circle.bob)):
        assert (answer.status, answer.body["code"]) == (403, "managers_only")
    for answer in (brought(circle, FILE, who=circle.eve), taken(circle, who=circle.eve)):
        assert answer.status == 404
