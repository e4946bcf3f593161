"""A charger's words and readings are kept for years and seldom read: they are packed, to the letter.

What chargers say again and again is known beforehand (RFC 1951's window begins with it), so that a message of
some 600 bytes takes 150. KNOWN and PACKED never change: what was packed with them could not be read any more.
Another KNOWN gets a mark of its own.
"""

import zlib
from base64 import b64decode, b64encode

PACKED = "~1"
"""With what packed text begins, and no JSON does."""
RAW_DEFLATE = -15
KNOWN = (
    b'"SoC","unit":"Percent","Temperature","unit":"Celsius","Frequency","RPM","Current.Offered","Power.Offered",'
    b'"Energy.Reactive.Import.Register","unit":"varh","Energy.Active.Export.Register","Current.Export",'
    b'"Power.Active.Export","Power.Reactive.Import","unit":"var","Power.Factor","Energy.Active.Import.Interval",'
    b'"context":"Transaction.End","context":"Transaction.Begin","context":"Sample.Clock","context":"Interruption.'
    b'Begin","context":"Trigger","format":"SignedData","format":"Raw","location":"Body","location":"EV","location"'
    b':"Inlet","location":"Cable","phase":"L1-L2","phase":"L2-L3","phase":"L3-L1","phase":"L1-N","phase":"L2-N",'
    b'"phase":"L3-N","phase":"N","signedMeterValue":{"signedMeterData":"","signingMethod":"","encodingMethod":"",'
    b'"publicKey":""},"unitOfMeasure":{"unit":"kWh","multiplier":0},{"eventType":"Ended","triggerReason":"",'
    b'"offline":false,"numberOfPhasesUsed":3,"cableMaxCurrent":32,"reservationId":,"idToken":{"idToken":"","type":'
    b'"ISO14443"},"stoppedReason":"EVDisconnected","reason":"Local","idTag":"","meterStop":,"transactionData":['
    b'{"eventType":"Started","triggerReason":"Authorized","triggerReason":"CablePluggedIn","chargingState":"'
    b'EVConnected","chargingState":"SuspendedEV","mark":"end","mark":"begin","mark":"clock",'
    b'{"eventType":"Updated","timestamp":"2026-","triggerReason":"MeterValuePeriodic","seqNo":1,"transactionInfo":'
    b'{"transactionId":"","chargingState":"Charging"},"evse":{"id":1,"connectorId":1},"meterValue":[{"timestamp":"'
    b'2027-","sampledValue":[{"value":"230.","measurand":"Voltage","context":"Sample.Periodic","phase":"L1","'
    b'location":"Outlet","unit":"V"},{"value":"16.0","context":"Sample.Periodic","format":"Raw","measurand":"'
    b'Current.Import","phase":"L2","location":"Outlet","unit":"A"},{"value":"11000","context":"Sample.Periodic",'
    b'"measurand":"Power.Active.Import","phase":"L3","unit":"kW","unit":"W"},{"value":0.0,"context":"'
    b'Sample.Periodic","measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}}]}]}'
    b'{"connectorId":1,"transactionId":1,"meterValue":[{"timestamp":"2026-01-01T00:00:00.000Z","sampledValue":['
    b'{"value":"1000","context":"Sample.Periodic","format":"Raw","measurand":"Energy.Active.Import.Register",'
    b'"location":"Outlet","unit":"Wh"}]}]}[{"at":"2026-01-01T00:00:00+00:00","energy_wh":"1000","power_w":"11000"}]'
)


def packed(text: str) -> str:
    """As text that DynamoDB takes; what would not get shorter stays as it is."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, RAW_DEFLATE, zdict=KNOWN)
    small = PACKED + b64encode(deflate.compress(text.encode()) + deflate.flush()).decode()
    return small if len(small) < len(text) else text


def unpacked(text: str) -> str:
    """What was packed, or text that never was."""
    if not text.startswith(PACKED):
        return text
    inflate = zlib.decompressobj(RAW_DEFLATE, zdict=KNOWN)
    return (inflate.decompress(b64decode(text[len(PACKED) :])) + inflate.flush()).decode()
