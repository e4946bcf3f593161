"""A simulated charging station of OCPP 2.0.1, at a central system that checks frames by the schema."""

import pytest
from ocpp.charge_point import snake_to_camel_case
from ocpp.routing import on
from ocpp.v201 import ChargePoint, call, call_result

from tests.unit.infra.central import NOW, Hearing, charging_site, story, until
from tests.unit.infra.roots import Root
from tests.unit.infra.test_simulator_services import files

ANN = {"id_token": "ann", "type": "ISO14443"}
HEARTBEAT = {"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval"}}
HEARD = {
    "FirmwareStatusNotification": call_result.FirmwareStatusNotification,
    "LogStatusNotification": call_result.LogStatusNotification,
    "MeterValues": call_result.MeterValues,
    "NotifyCustomerInformation": call_result.NotifyCustomerInformation,
    "NotifyDisplayMessages": call_result.NotifyDisplayMessages,
    "NotifyEvent": call_result.NotifyEvent,
    "NotifyMonitoringReport": call_result.NotifyMonitoringReport,
    "NotifyReport": call_result.NotifyReport,
    "ReportChargingProfiles": call_result.ReportChargingProfiles,
    "StatusNotification": call_result.StatusNotification,
}


class Central(Hearing, ChargePoint):
    """Accepts everyone but the token `nobody`."""

    @on("BootNotification")
    def boot(self, **facts):
        self.hear("BootNotification", facts)
        return call_result.BootNotification(NOW, 300, "Accepted")

    @on("Heartbeat")
    def heartbeat(self):
        self.hear("Heartbeat", {})
        return call_result.Heartbeat(NOW)

    @on("SignCertificate")
    def sign(self, **facts):
        self.hear("SignCertificate", facts)
        return call_result.SignCertificate("Accepted")

    @on("TransactionEvent")
    def transaction_event(self, **facts):
        self.hear("TransactionEvent", facts)
        if "id_token" not in facts:
            return call_result.TransactionEvent()
        status = "Invalid" if facts["id_token"]["id_token"] == "nobody" else "Accepted"
        return call_result.TransactionEvent(id_token_info={"status": status})


def _hearing(action, answer):
    def handle(self, **facts):
        self.hear(action, facts)
        return answer()

    handle.__name__ = f"on_{action}"
    return on(action)(handle)


for _action, _answer in HEARD.items():
    setattr(Central, f"on_{_action}", _hearing(_action, _answer))


def station(**more):
    return charging_site(ocpp="2.0.1", kind=Central, **more)


@story
async def test_it_boots_and_tells_each_evse():
    async with station() as (_, (central,)):
        (boot,) = central.all("BootNotification")
        told = {facts["evse_id"]: facts["connector_status"] for facts in central.all("StatusNotification")}

        assert boot["reason"] == "PowerUp"
        assert told == {1: "Available", 2: "Available"}


@story
async def test_a_whole_session_from_the_remote_start_to_the_remote_stop():
    async with station() as (_, (central,)):
        started = await central.call(call.RequestStartTransaction(ANN, 77, evse_id=1))
        again = await central.call(call.RequestStartTransaction(ANN, 78, evse_id=1))
        await until(lambda: len(central.all("TransactionEvent")) >= 4)
        key = central.all("TransactionEvent")[0]["transaction_info"]["transaction_id"]
        running = await central.call(call.GetTransactionStatus(key))
        stopped = await central.call(call.RequestStopTransaction(key))
        await until(lambda: central.all("TransactionEvent")[-1]["event_type"] == "Ended")

        events = central.all("TransactionEvent")
        first, last = events[0], events[-1]
        assert (started.status, again.status, stopped.status) == ("Accepted", "Rejected", "Accepted")
        assert running.ongoing_indicator is True
        assert [event["seq_no"] for event in events] == list(range(len(events)))
        assert {event["transaction_info"]["transaction_id"] for event in events} == {key}
        assert (first["event_type"], first["trigger_reason"]) == ("Started", "RemoteStart")
        assert (first["id_token"], first["transaction_info"]["remote_start_id"]) == (ANN, 77)
        assert {event["event_type"] for event in events[1:-1]} == {"Updated"}
        assert last["transaction_info"]["stopped_reason"] == "Remote"
        registers = [event["meter_value"][0]["sampled_value"][0]["value"] for event in events]
        assert registers == sorted(registers)
        assert registers[0] < registers[-1]


@story
async def test_a_refused_token_gets_no_energy():
    async with station() as (box, (central,)):
        box.charge(box.connectors[1], "nobody")
        await until(lambda: len(central.all("TransactionEvent")) == 2)

        started, ended = central.all("TransactionEvent")
        assert ended["event_type"] == "Ended"
        assert ended["trigger_reason"] == "Deauthorized"
        assert ended["transaction_info"]["stopped_reason"] == "DeAuthorized"
        assert (
            ended["meter_value"][0]["sampled_value"][0] | {"context": "Transaction.Begin"}
            == (started["meter_value"][0]["sampled_value"][0])
        )


@story
async def test_variables_are_read_set_and_reported_in_parts():
    async with station() as (box, (central,)):
        unknown = {"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "Colour"}}
        read = await central.call(call.GetVariables([HEARTBEAT, unknown]))
        written = await central.call(call.SetVariables([HEARTBEAT | {"attribute_value": "120"}]))
        await central.call(call.GetBaseReport(5, "FullInventory"))
        await until(lambda: central.all("NotifyReport") and not central.all("NotifyReport")[-1]["tbc"])
        empty = await central.call(call.GetReport(6, component_variable=[unknown]))

        statuses = [one["attribute_status"] for one in read.get_variable_result]
        parts = central.all("NotifyReport")
        assert statuses == ["Accepted", "UnknownVariable"]
        assert read.get_variable_result[0]["attribute_value"] == "300"
        assert written.set_variable_result[0]["attribute_status"] == "Accepted"
        assert box.configuration["HeartbeatInterval"] == "120"
        assert [part["seq_no"] for part in parts] == list(range(len(parts)))
        assert len(parts) > 1
        names = {one["variable"]["name"] for part in parts for one in part["report_data"]}
        assert {"HeartbeatInterval", "BasicAuthPassword"} <= names
        assert "a-password-of-20-char" not in str(parts)
        assert empty.status == "EmptyResultSet"


@story
async def test_a_new_password_is_used_from_the_next_connection_on():
    place = {"component": {"name": "SecurityCtrlr"}, "variable": {"name": "BasicAuthPassword"}}
    async with station() as (_, centrals):
        await centrals[0].call(call.SetVariables([place | {"attribute_value": "another-password-of-26-chr"}]))
        await centrals[0].call(call.Reset("Immediate"))
        await until(lambda: len(centrals) == 2 and len(centrals[0].all("BootNotification")) == 2)

        assert centrals[1].credentials == "CP1:another-password-of-26-chr"
        assert centrals[0].all("BootNotification")[1]["reason"] == "RemoteReset"


@story
async def test_a_monitor_hears_of_a_change():
    async with station() as (_, (central,)):
        wanted = HEARTBEAT | {"value": 600, "type": "UpperThreshold", "severity": 4}
        was_set = await central.call(call.SetVariableMonitoring([wanted]))
        number = was_set.set_monitoring_result[0]["id"]
        await central.call(call.SetVariables([HEARTBEAT | {"attribute_value": "700"}]))
        await until(lambda: central.all("NotifyEvent"))
        await central.call(call.GetMonitoringReport(9))
        await until(lambda: central.all("NotifyMonitoringReport"))
        cleared = await central.call(call.ClearVariableMonitoring([number, 99]))

        (event,) = central.all("NotifyEvent")[0]["event_data"]
        assert (event["actual_value"], event["variable_monitoring_id"]) == ("700", number)
        results = [one["status"] for one in cleared.clear_monitoring_result]
        assert results == ["Accepted", "NotFound"]


@story
async def test_lists_profiles_and_displays():
    schedule = {
        "id": 1,
        "charging_rate_unit": "W",
        "charging_schedule_period": [{"start_period": 0, "limit": 5000.0}],
    }
    profile = {
        "id": 4,
        "stack_level": 0,
        "charging_profile_purpose": "TxDefaultProfile",
        "charging_profile_kind": "Relative",
        "charging_schedule": [schedule],
    }
    message = {"id": 3, "priority": "NormalCycle", "message": {"format": "UTF8", "content": "Hello"}}
    entry = {"id_token": ANN, "id_token_info": {"status": "Accepted"}}
    async with station() as (box, (central,)):
        sent = await central.call(call.SendLocalList(2, "Full", [entry]))
        version = await central.call(call.GetLocalListVersion())
        was_set = await central.call(call.SetChargingProfile(1, profile))
        composite = await central.call(call.GetCompositeSchedule(600, 1))
        limit_kw = box.limit_kw(1)
        await central.call(call.GetChargingProfiles(8, {"charging_profile_purpose": "TxDefaultProfile"}))
        await until(lambda: central.all("ReportChargingProfiles"))
        cleared = await central.call(call.ClearChargingProfile(charging_profile_id=4))
        shown = await central.call(call.SetDisplayMessage(message))
        await central.call(call.GetDisplayMessages(9))
        await until(lambda: central.all("NotifyDisplayMessages"))
        gone = await central.call(call.ClearDisplayMessage(3))
        await central.call(call.CustomerInformation(10, report=True, clear=False, customer_identifier="ann"))
        await until(lambda: central.all("NotifyCustomerInformation"))

        assert (sent.status, version.version_number) == ("Accepted", 2)
        assert (was_set.status, cleared.status, limit_kw) == ("Accepted", "Accepted", 5.0)
        assert composite.schedule["charging_schedule_period"] == [{"start_period": 0, "limit": 5000.0}]
        assert (shown.status, gone.status) == ("Accepted", "Accepted")
        assert central.all("NotifyDisplayMessages")[0]["message_info"] == [message]


@story
async def test_reservations_availability_and_unlock():
    async with station() as (_, (central,)):
        reserved = await central.call(call.ReserveNow(7, "2099-01-01T00:00:00Z", ANN, evse_id=1))
        await until(lambda: central.all("StatusNotification")[-1]["connector_status"] == "Reserved")
        stranger = await central.call(call.RequestStartTransaction(ANN | {"id_token": "carl"}, 1, evse_id=1))
        cancelled = await central.call(call.CancelReservation(7))
        again = await central.call(call.CancelReservation(7))
        off = await central.call(call.ChangeAvailability("Inoperative", evse={"id": 2}))
        refused = await central.call(call.RequestStartTransaction(ANN, 2, evse_id=2))
        unlocked = await central.call(call.UnlockConnector(1, 1))
        unknown = await central.call(call.UnlockConnector(9, 1))

        assert (reserved.status, stranger.status) == ("Accepted", "Rejected")
        assert (cancelled.status, again.status) == ("Accepted", "Rejected")
        assert (off.status, refused.status) == ("Accepted", "Rejected")
        assert (unlocked.status, unknown.status) == ("Unlocked", "UnknownConnector")


@story
async def test_logs_firmware_and_certificates():
    root = Root("Root")
    with files() as (put, url):
        async with station() as (box, centrals):
            (central,) = centrals
            log = {"remote_location": f"{url}/log"}
            await central.call(call.GetLog(log=log, log_type="DiagnosticsLog", request_id=5))
            await until(lambda: statuses(central, "LogStatusNotification") == ["Uploading", "Uploaded"])
            await central.call(call.TriggerMessage("SignChargingStationCertificate"))
            await until(lambda: central.all("SignCertificate"))
            chain = root.signed(central.all("SignCertificate")[0]["csr"])
            signed = await central.call(call.CertificateSigned(chain))
            await central.call(call.InstallCertificate("CSMSRootCertificate", root.pem))
            found = await central.call(call.GetInstalledCertificateIds())
            (one,) = found.certificate_hash_data_chain
            named = snake_to_camel_case(one["certificate_hash_data"])
            deleted = await central.call(call.DeleteCertificate(named))
            image = {"location": f"{url}/image", "retrieve_date_time": NOW}
            await central.call(call.UpdateFirmware(6, image))
            await until(lambda: len(central.all("BootNotification")) == 2)

        assert put["/log"].startswith(b"diagnostics log of CP1")
        assert (signed.status, box.certificates.chain, deleted.status) == ("Accepted", chain, "Accepted")
        steps = ["Downloading", "Downloaded", "Installing", "Installed"]
        assert statuses(central, "FirmwareStatusNotification") == steps
        boot = central.all("BootNotification")[1]
        assert boot["reason"] == "FirmwareUpdate"
        assert boot["charging_station"]["firmware_version"].startswith("2.0.0-")


@story
async def test_triggered_messages():
    async with station() as (_, (central,)):
        beat = await central.call(call.TriggerMessage("Heartbeat"))
        values = await central.call(call.TriggerMessage("MeterValues", evse={"id": 2}))
        unknown = await central.call(call.TriggerMessage("PublishFirmwareStatusNotification"))
        await until(lambda: central.all("Heartbeat") and central.all("MeterValues"))

        assert (beat.status, values.status, unknown.status) == ("Accepted", "Accepted", "NotImplemented")
        assert [facts["evse_id"] for facts in central.all("MeterValues")] == [2]


def statuses(central, action):
    return [facts["status"] for facts in central.all(action)]


@pytest.fixture(autouse=True)
def no_least_interval(monkeypatch):
    monkeypatch.setattr("infra.simulator.connector.LEAST_INTERVAL", 0.05)
