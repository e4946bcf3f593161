"""Commands in our words as OCPP 2.1 has them: 2.0.1's but for a few words more."""

from collections.abc import Mapping

from chalicelib.ocpp.calls import v2
from chalicelib.ocpp.calls.v2_services import ROOTS, install_certificate, network_profile
from chalicelib.ocpp.calls.wording import Params, Payload, Word, fixed, told

SCHEMAS = ("v21", "Request")
"""The folder of the OCA's schemas, and what they put behind a request's name."""
TRIGGERS = v2.TRIGGERS | {"SignV2G20Certificate"}
VERSIONS = {"1.6": "OCPP16", "2.0.1": "OCPP201", "2.1": "OCPP21"}


def _network_profile(params: Params) -> Payload:
    told_of = params["profile"]
    asked = network_profile(params, VERSIONS, "2.1")
    login = told(identity=told_of.get("identity"), basicAuthPassword=told_of.get("password"))
    return {**asked, "connectionData": asked["connectionData"] | login}


def _trigger(params: Params) -> Payload:
    return v2.trigger(params, TRIGGERS)


def _install_certificate(params: Params) -> Payload:
    return install_certificate(params, ROOTS | {"OEMRoot": "OEMRootCertificate"})


CALLS: Mapping[str, Word] = {
    **v2.CALLS,
    "trigger": fixed("TriggerMessage", _trigger),
    "install_certificate": fixed("InstallCertificate", _install_certificate),
    "set_network_profile": fixed("SetNetworkProfile", _network_profile),
}
