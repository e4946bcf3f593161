"""What a file tells of stations: what is taken, what is wrong, and that nothing is lost on the way."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.api.bulk import csv_form, geojson_form
from chalicelib.api.bulk.cells import opening_hours
from chalicelib.api.bulk.reading import read
from chalicelib.api.bulk.told import COLUMNS
from chalicelib.api.bulk.writing import told_of
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.stations.connectors import STANDARDS, Connector, ConnectorFormat, PowerType
from chalicelib.stations.rules import Address, Charger, Station
from chalicelib.tariffs.rules import Tariff

SAMPLES = Path(__file__).parents[3] / "docs" / "samples"
HEAD = "station,latitude,longitude,charger,plug,power_kw,price_per_kwh,currency\n"
ROW = "Courtyard,47.9931,7.8463,Left,Type 2,11,0.30,EUR"


def drafts_of(text):
    """Each station, or the problems that it has."""
    found = []
    for told in csv_form.read(text):
        station, problems = read(told)
        found.append(station.draft() if station else [(p.row, p.column, p.code) for p in problems])
    return found


def test_rows_of_one_name_and_place_are_one_station_wherever_they_stand():
    others = "Town hall,47.99,7.85,A,CCS,150,,"
    later = "Courtyard,47.99310,7.8463,Right,IEC_62196_T2,22,0.40,EUR"

    courtyard, hall = drafts_of(f"{HEAD}{ROW}\n{others}\n{later}")

    assert (courtyard.name, courtyard.latitude, courtyard.longitude) == ("Courtyard", 47.9931, 7.8463)
    assert [charger.name for charger in courtyard.chargers] == ["Left", "Right"]
    assert courtyard.chargers[0].tariff == Tariff("EUR", Decimal("0.30"))
    assert hall.chargers[0].connectors[0].standard == "IEC_62196_T2_COMBO"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + HEAD + ROW, id="with a byte order mark"),
        pytest.param((HEAD + ROW).replace("\n", "\r\n"), id="lines as Windows ends them"),
        pytest.param((HEAD + ROW).replace(".", "§").replace(",", ";").replace("§", ","), id="; and , for ."),
        pytest.param((HEAD + ROW).replace(",", "\t"), id="tabs"),
        pytest.param(HEAD.replace("station", '"Station"').replace("plug", "Plug type") + ROW, id="headings"),
        pytest.param(HEAD + "\n\n" + ROW + "\n,,,,,,,\n", id="empty rows"),
    ],
)
def test_spreadsheets_of_many_countries_are_read_alike(text):
    assert drafts_of(text) == drafts_of(HEAD + ROW)


def test_a_cell_may_hold_lines_and_marks():
    text = 'station,latitude,longitude,access_notes\n"A ""B"", C",1,2,"Ring.\nTwice; then, wait."'

    (draft,) = drafts_of(text)

    assert (draft.name, draft.access_notes) == ('A "B", C', "Ring.\nTwice; then, wait.")
    assert draft.chargers == ()


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        pytest.param("A,1,2,,Type 2,11,,", None, id="free, and named by its number"),
        pytest.param(",1,2,,Type 2,11,,", [(2, "station", "cell_missing")], id="no name"),
        pytest.param("A,,2,,Type 2,11,,", [(2, "latitude", "cell_missing")], id="no place"),
        pytest.param("A,north,2,,Type 2,11,,", [(2, "latitude", "not_a_number")], id="a place in words"),
        pytest.param("A,90.1,2,,Type 2,11,,", [(2, "latitude", "out_of_range")], id="north of the pole"),
        pytest.param("A,1,2,x,,11,,", [(2, "plug", "cell_missing")], id="a charger without a plug"),
        pytest.param("A,1,2,x,Typ 9,11,,", [(2, "plug", "unknown_plug")], id="a plug that there is not"),
        pytest.param("A,1,2,x,CCS,,,", [(2, "power_kw", "cell_missing")], id="no power"),
        pytest.param("A,1,2,x,CCS,0,,", [(2, "power_kw", "out_of_range")], id="powerless"),
        pytest.param(
            "A,1,2,x,CCS + Type 2,50,,", [(2, "power_kw", "cell_unusable")], id="two plugs, one power"
        ),
        pytest.param("A,1,2,x,CCS,1.000.000,,", [(2, "power_kw", "not_a_number")], id="points for thousands"),
        pytest.param("A,1,2,x,CCS,50,0.5,", [(2, "currency", "cell_missing")], id="a price of no currency"),
        pytest.param("A,1,2,x,CCS,50,0.5,EURO", [(2, "currency", "cell_unusable")], id="no such currency"),
        pytest.param("A,1,2,x,CCS,50,-1,EUR", [(2, "price_per_kwh", "cell_unusable")], id="below nothing"),
        pytest.param(
            "A,1,2,x,CCS,50,0.12345,EUR", [(2, "price_per_kwh", "cell_unusable")], id="finer than a price"
        ),
        pytest.param(f"{'A' * 101},1,2,,,,,", [(2, "station", "text_too_long")], id="a name too long"),
        pytest.param(
            ",x,2,x,Typ 9,,0.5,",
            [
                (2, "latitude", "not_a_number"),
                (2, "station", "cell_missing"),
                (2, "currency", "cell_missing"),
                (2, "plug", "unknown_plug"),
                (2, "power_kw", "cell_missing"),
            ],
            id="all at once",
        ),
    ],
)
def test_what_cannot_be_is_told_by_row_and_column(row, problems):
    (found,) = drafts_of(HEAD + row)

    if problems is None:
        assert found.chargers[0].tariff == Tariff("EUR")
    else:
        assert sorted(found) == sorted(problems)


@pytest.mark.parametrize(
    ("text", "price"), [("0.30", "0.30"), ("0.30000", "0.3"), ("1e2", "100"), ("1000000", "1e6")]
)
def test_a_price_is_exact(text, price):
    (draft,) = drafts_of(f"{HEAD}A,1,2,x,CCS,50,{text},EUR")

    assert draft.chargers[0].tariff == Tariff("EUR", Decimal(price))


def test_rows_of_one_station_do_not_contradict_each_other():
    head = "station,latitude,longitude,city,access_notes,plug,power_kw\n"
    text = head + "A,1,2,,Ring,CCS,50\nA,1,2,Basel,,CCS,50\nA,1,2,Bern,Ring,CCS,50"

    assert drafts_of(text) == [[(4, "city", "cell_differs")]]
    assert drafts_of(text.replace("Bern", ""))[0].address.city == "Basel"


def test_more_chargers_than_a_station_can_have_are_told_of_it():
    row = "A,1,2,,CCS,50,,\n"

    assert len(drafts_of(HEAD + 80 * row)[0].chargers) == 80
    assert drafts_of(HEAD + 81 * row) == [[(2, "charger", "too_many_chargers")]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("station,latitude\nA,1", id="without a column that is needed"),
        pytest.param("station,latitude,longitude,pirce\nA,1,2,9", id="a column that means nothing"),
        pytest.param("station,lat,latitude,longitude\nA,1,1,2", id="a column twice"),
        pytest.param('station,latitude,longitude\n"A,1,2', id="a mark that is never closed"),
    ],
)
def test_what_is_no_such_csv_is_refused_whole(text):
    with pytest.raises(Invalid) as refused:
        csv_form.read(text)

    assert refused.value.code == "unreadable_import"


@pytest.mark.parametrize("text", ["", "[]", '{"type": "Feature"}', '{"features": 1}', "[" * 100_000, "{NaN}"])
def test_what_is_no_such_geojson_is_refused_whole(text):
    with pytest.raises(Invalid) as refused:
        geojson_form.read(text)

    assert refused.value.code == "unreadable_import"


@pytest.mark.parametrize(
    ("feature", "problems"),
    [
        pytest.param(7, {("station", "cell_missing"), ("latitude", "cell_missing")}, id="a number"),
        pytest.param(
            {
                "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
                "properties": {"name": "A"},
            },
            {("latitude", "cell_missing"), ("longitude", "cell_missing")},
            id="a line",
        ),
        pytest.param(
            {
                "geometry": {"type": "Point", "coordinates": [7.8, 47.9]},
                "properties": {"station": "A", "colour": "red", "city": ["B"], "chargers": [{"plug": {}}]},
            },
            {
                ("colour", "unknown_column"),
                ("city", "cell_unusable"),
                ("plug", "cell_unusable"),
                ("power_kw", "cell_missing"),
            },
            id="odd properties",
        ),
        pytest.param(
            {
                "geometry": {"type": "Point", "coordinates": [1, 2]},
                "properties": {"name": "A", "chargers": 3},
            },
            {("chargers", "cell_unusable")},
            id="chargers that are none",
        ),
    ],
)
def test_a_feature_that_is_no_station_is_told_why(feature, problems):
    (told,) = geojson_form.read(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    station, found = read(told)

    assert station is None
    assert problems <= {(problem.column, problem.code) for problem in found}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mo-We 08:00-18:00", [1, 2, 3]),
        ("Sa-Mo 08:00-18:00", [6, 7, 1]),
        ("closed", []),
        ("Fr 08:00-18:00", [5]),
    ],
)
def test_hours_of_many_days_at_once(text, days):
    assert [entry["weekday"] for entry in opening_hours(text)] == days


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "'=", "''@"])
def test_no_text_of_a_file_is_a_formula(mark):
    cell = csv_form.guarded("station", mark + "HYPERLINK(1)")

    assert cell == "'" + mark + "HYPERLINK(1)"
    assert csv_form.guarded("latitude", "-33.8") == "-33.8"


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)
NAMES = st.one_of(WORDS, st.builds("{}{}".format, st.sampled_from("=+-@'"), WORDS))
NOTES = st.lists(NAMES, max_size=3).map("\r\n".join)
PRICES = st.none() | st.decimals(0, 9999, places=4, allow_nan=False)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
HOURS = st.none() | st.lists(st.builds(WeeklyHours, st.integers(1, 7), TIMES, TIMES), max_size=9).map(tuple)
CONNECTORS = st.builds(
    Connector,
    st.sampled_from(STANDARDS),
    st.sampled_from(ConnectorFormat),
    st.sampled_from(PowerType),
    st.decimals("0.1", 5000, places=1),
)
TARIFFS = st.builds(Tariff, st.sampled_from(["EUR", "CHF", "JPY"]), PRICES, PRICES, PRICES)


@st.composite
def stations(draw):
    number = draw(st.integers(0, 10**9))
    whole = Station(
        station_id=f"s{number}",
        network_id="n",
        name=f"{draw(NAMES)}{number}",
        latitude=round(draw(st.floats(-90, 90)), 6),
        longitude=round(draw(st.floats(-180, 180)), 6),
        time_zone="UTC",
        address=Address(*draw(st.tuples(NOTES, *3 * [NAMES | st.just("")]))),
        access_notes=draw(NOTES),
        opening_hours=draw(HOURS),
        in_service=draw(st.booleans()),
    )
    chargers = [
        Charger(
            f"c{place}",
            whole.station_id,
            "n",
            draw(NAMES),
            whole.name,
            "UTC",
            tuple(draw(st.lists(CONNECTORS, min_size=1, max_size=3))),
            draw(TARIFFS),
            draw(st.booleans()),
        )
        for place in range(draw(st.integers(0, 3)))
    ]
    return whole.with_chargers(chargers)


def drafted(station):
    """What a draft has of a station."""
    return (
        station.name,
        station.latitude,
        station.longitude,
        station.address,
        station.access_notes,
        station.opening_hours,
        station.in_service,
        [(each.name, each.connectors, each.tariff, each.in_service) for each in station.chargers],
    )


@pytest.mark.parametrize("form", [csv_form, geojson_form])
@settings(max_examples=60)
@given(found=st.lists(stations(), max_size=4, unique_by=lambda station: station.name))
def test_what_is_written_is_read_back_as_it_was(form, found):
    told = form.read(form.write([told_of(station) for station in found]))

    read_back = [read(each) for each in told]
    assert [problems for _, problems in read_back] == [[] for _ in found]
    assert [drafted(station.draft()) for station, _ in read_back] == [drafted(station) for station in found]


@pytest.mark.parametrize("form", [csv_form, geojson_form])
def test_the_samples_of_the_docs_are_read(form):
    kind = form.__name__.rpartition(".")[2].removesuffix("_form")
    text = (SAMPLES / f"stations.{kind}").read_text("utf-8")

    hall, pool = (read(told)[0].draft() for told in form.read(text))

    assert (hall.name, [each.name for each in hall.chargers]) == ("Town hall", ["Left", "Right"])
    assert len(hall.opening_hours or ()) == 6
    assert [each.max_kw for each in pool.chargers[0].connectors] == [150, 50]


def test_every_column_is_written():
    assert csv_form.write([]).strip().split(",") == list(COLUMNS)
