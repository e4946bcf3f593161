"""From stations to texts by column, as they are read again."""

from chalicelib.api.bulk import cells
from chalicelib.api.bulk.told import Line, Told
from chalicelib.stations.connectors import Connector, ConnectorFormat
from chalicelib.stations.rules import Charger, Station
from chalicelib.tariffs.rules import Tariff


def told_of(station: Station, row: int = 0) -> Told:
    """Everything that a file can tell of it."""
    written = {
        "station": station.name,
        "address": station.address.line,
        "postal_code": station.address.postal_code,
        "city": station.address.city,
        "country": station.address.country,
        "latitude": _degrees(station.latitude),
        "longitude": _degrees(station.longitude),
        "access_notes": station.access_notes,
        "opening_hours": cells.written_hours(station.opening_hours),
        "station_in_service": cells.said(station.in_service),
    }
    return Told(row, written, tuple(Line(row, _charger(charger)) for charger in station.chargers))


def _charger(charger: Charger) -> dict[str, str]:
    return {
        "charger": charger.name,
        **_plugs(charger.connectors),
        **_prices(charger.tariff),
        "in_service": cells.said(charger.in_service),
    }


def _plugs(connectors: tuple[Connector, ...]) -> dict[str, str]:
    return {
        "plug": cells.together(each.standard for each in connectors),
        "power_kw": cells.together(cells.plain(each.max_kw.normalize()) for each in connectors),
        "cable": cells.together(cells.said(each.format is ConnectorFormat.CABLE) for each in connectors),
        "power_type": cells.together(each.power_type.value for each in connectors),
    }


def _prices(tariff: Tariff) -> dict[str, str]:
    prices = {
        "price_per_kwh": tariff.price_per_kwh,
        "price_per_hour": tariff.price_per_hour,
        "price_per_session": tariff.price_per_session,
    }
    written = {name: "" if price is None else cells.plain(price) for name, price in prices.items()}
    return {**written, "currency": tariff.currency}


def _degrees(angle: float) -> str:
    return f"{angle:.6f}"
