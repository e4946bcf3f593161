"""Quirks of meters: units, begins, readings that fall, values that are none."""

from infra.simulator.quirks.quirk import Call, Payload, Quirk
from infra.simulator.quirks.reaching import each, registers, sampled, set_unit, shown

COUNTS_DOWN_FROM = 1_000_000


def wh_as_kwh(call: Call) -> Payload:
    """Only the unit is changed."""
    for value in registers(call.payload):
        set_unit(value, "kWh")
    return call.payload


def kwh_as_wh(call: Call) -> Payload:
    """Only the number is changed, in the begin and end of 1.6 too."""
    for value in registers(call.payload):
        value["value"] = shown(value, float(value["value"]) / 1000)
    for name in ("meterStart", "meterStop"):
        if name in call.payload:
            call.payload[name] = round(call.payload[name] / 1000)
    return call.payload


def no_unit(call: Call) -> Payload:
    """Which OCPP says is Wh."""
    for value in registers(call.payload):
        set_unit(value, None)
    return call.payload


def zero_begin(call: Call) -> Payload:
    """As after an offline start."""
    if "meterStart" in call.payload:
        call.payload["meterStart"] = 0
    if call.payload.get("eventType") == "Started":
        for value in registers(call.payload):
            value["value"] = 0
    return call.payload


def falling(call: Call) -> Payload:
    """Not in the begin and the end."""
    if call.action == "MeterValues" or call.payload.get("eventType") == "Updated":
        for value in registers(call.payload):
            value["value"] = shown(value, round(COUNTS_DOWN_FROM - float(value["value"])))
    return call.payload


def bad_sample(call: Call) -> Payload:
    """It stands before the good ones."""
    for meter_value in call.payload.get("meterValue", []):
        values = meter_value["sampledValue"]
        values[:0] = [values[0] | {"value": "NaN"}, values[0] | {"value": ""}, "none"]
    return call.payload


def unknown_measurands(call: Call) -> Payload:
    """Beside the known ones."""
    for meter_value in call.payload.get("meterValue", []):
        values = meter_value["sampledValue"]
        odd = values[-1] | {"measurand": "Colour.Export", "context": "Whenever"}
        set_unit(odd, "Hz")
        values.append(odd)
    return call.payload


def padded(call: Call) -> Payload:
    """As text in 2.0.1 too."""
    for value in sampled(call.payload):
        value["value"] = f" 000{value['value']}"
    return call.payload


def empty(call: Call) -> Payload:
    """One more meter value, without a sampled value."""
    return each(call.payload, "meterValue", lambda values: [*values, values[-1] | {"sampledValue": []}])


METERS = (
    Quirk("wh-as-kwh", "readings in Wh, said to be kWh", call=wh_as_kwh),
    Quirk("kwh-as-wh", "readings in kWh, said to be Wh", call=kwh_as_wh),
    Quirk("no-unit", "readings have no unit", call=no_unit),
    Quirk("zero-begin", "the meter is said to be at 0 when charging begins", call=zero_begin),
    Quirk("falling-meter", "readings between begin and end count down", call=falling),
    Quirk("bad-sample", "NaN, nothing and no object among the good sampled values", call=bad_sample),
    Quirk(
        "unknown-measurand", "a measurand, unit and context that OCPP does not have", call=unknown_measurands
    ),
    Quirk("padded-values", "numbers are padded with a space and zeros", call=padded),
    Quirk("empty-meter-value", "a meter value without any sampled value", call=empty),
)
