"""A simulated charge point of OCPP 1.6: lists, profiles, files, the security extension, its quirks."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from ocpp.charge_point import snake_to_camel_case
from ocpp.routing import on
from ocpp.v16 import call, call_result

from infra.simulator.quirks.registry import quirk
from tests.unit.infra.central import Central, charging_site, story, until
from tests.unit.infra.roots import Root

IMAGE = b"\x7fELF firmware"


class Managing(Central):
    """Hears of files and certificates, too."""

    @on("DiagnosticsStatusNotification")
    def diagnostics(self, **facts):
        self.hear("DiagnosticsStatusNotification", facts)
        return call_result.DiagnosticsStatusNotification()

    @on("FirmwareStatusNotification")
    def firmware(self, **facts):
        self.hear("FirmwareStatusNotification", facts)
        return call_result.FirmwareStatusNotification()

    @on("SignedFirmwareStatusNotification")
    def signed_firmware(self, **facts):
        self.hear("SignedFirmwareStatusNotification", facts)
        return call_result.SignedFirmwareStatusNotification()

    @on("LogStatusNotification")
    def log(self, **facts):
        self.hear("LogStatusNotification", facts)
        return call_result.LogStatusNotification()

    @on("SignCertificate")
    def sign(self, **facts):
        self.hear("SignCertificate", facts)
        return call_result.SignCertificate("Accepted")


@contextmanager
def files():
    """A place on the web: what was put there, and its URL. Only /image can be fetched."""
    put = {}

    class Place(BaseHTTPRequestHandler):
        def do_PUT(self):
            put[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(200)

        def do_GET(self):
            self._answer(200 if self.path == "/image" else 404, IMAGE)

        def _answer(self, status, body=b""):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Place) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield put, f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def told(central, action):
    return [facts["status"] for facts in central.all(action)]


@story
async def test_the_local_list():
    async with charging_site() as (box, (central,)):
        statuses = {"ann": "Accepted", "bob": "Blocked"}
        entries = [{"idTag": uid, "idTagInfo": {"status": status}} for uid, status in statuses.items()]
        full = await central.call(call.SendLocalList(3, "Full", entries))
        stale = await central.call(call.SendLocalList(3, "Differential", []))
        less = await central.call(call.SendLocalList(4, "Differential", [{"idTag": "bob"}]))
        version = await central.call(call.GetLocalListVersion())

        assert (full.status, stale.status, less.status) == ("Accepted", "VersionMismatch", "Accepted")
        assert version.list_version == 4
        assert box.local_list.statuses == {"ann": "Accepted"}


@story
async def test_a_charging_profile_limits_the_power_until_it_is_cleared():
    profile = {
        "chargingProfileId": 1,
        "stackLevel": 0,
        "chargingProfilePurpose": "TxDefaultProfile",
        "chargingProfileKind": "Relative",
        "chargingSchedule": {
            "chargingRateUnit": "A",
            "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 8.1}],
        },
    }
    of_nothing = profile | {"chargingProfilePurpose": "TxProfile"}
    async with charging_site() as (box, (central,)):
        was_set = await central.call(call.SetChargingProfile(1, profile))
        refused = await central.call(call.SetChargingProfile(1, of_nothing))
        schedule = await central.call(call.GetCompositeSchedule(1, 600, "W"))
        limit_kw = box.limit_kw(1)
        cleared = await central.call(call.ClearChargingProfile(id=1))
        again = await central.call(call.ClearChargingProfile(id=1))

        assert (was_set.status, refused.status) == ("Accepted", "Rejected")
        assert (cleared.status, again.status) == ("Accepted", "Unknown")
        assert schedule.charging_schedule["charging_schedule_period"] == [
            {"start_period": 0, "limit": 5589.0}
        ]
        assert (limit_kw, box.limit_kw(1)) == (pytest.approx(5.589), None)


@story
async def test_diagnostics_are_put_where_they_are_asked_for():
    with files() as (put, url):
        async with charging_site(kind=Managing) as (_, (central,)):
            answer = await central.call(call.GetDiagnostics(f"{url}/here"))
            await until(lambda: told(central, "DiagnosticsStatusNotification") == ["Uploading", "Uploaded"])
            await central.call(call.GetDiagnostics("ftp://127.0.0.1/here"))
            await until(lambda: told(central, "DiagnosticsStatusNotification")[-1] == "UploadFailed")

    assert answer.file_name == "diagnostics.log"
    assert put["/here"].startswith(b"diagnostics log of CP1")


@story
async def test_a_security_log_is_put_too():
    with files() as (put, url):
        async with charging_site(kind=Managing) as (_, (central,)):
            await central.call(call.GetLog({"remoteLocation": f"{url}/log"}, "SecurityLog", 5))
            await until(lambda: told(central, "LogStatusNotification") == ["Uploading", "Uploaded"])

        assert {facts["request_id"] for facts in central.all("LogStatusNotification")} == {5}
    assert put["/log"].startswith(b"security log of CP1")


@story
async def test_firmware_is_fetched_and_is_what_it_boots_with():
    with files() as (_, url):
        async with charging_site(kind=Managing) as (_, centrals):
            await centrals[0].call(call.UpdateFirmware(f"{url}/gone", "2026-06-01T12:00:00Z"))
            await until(lambda: "DownloadFailed" in told(centrals[0], "FirmwareStatusNotification"))
            await centrals[0].call(call.UpdateFirmware(f"{url}/image", "2026-06-01T12:00:00Z"))
            await until(lambda: len(centrals[0].all("BootNotification")) == 2)

        steps = ["Downloading", "Downloaded", "Installing", "Installed"]
        assert told(centrals[0], "FirmwareStatusNotification")[2:] == steps
        before, after = (facts["firmware_version"] for facts in centrals[0].all("BootNotification"))
        assert before == "1.0.0"
        assert after.startswith("2.0.0-")


@story
async def test_its_certificate_is_signed_for_the_key_that_it_made():
    ca = Root("Root")
    async with charging_site(kind=Managing) as (box, (central,)):
        triggered = await central.call(call.ExtendedTriggerMessage("SignChargePointCertificate"))
        await until(lambda: central.all("SignCertificate"))
        strange = await central.call(call.CertificateSigned(ca.pem))
        chain = ca.signed(central.all("SignCertificate")[0]["csr"])
        accepted = await central.call(call.CertificateSigned(chain))

        assert (triggered.status, strange.status, accepted.status) == ("Accepted", "Rejected", "Accepted")
        assert box.certificates.chain == chain


@story
async def test_roots_are_installed_told_and_deleted():
    use = "CentralSystemRootCertificate"
    async with charging_site() as (_, (central,)):
        none = await central.call(call.GetInstalledCertificateIds(use))
        installed = await central.call(call.InstallCertificate(use, Root("Root").pem))
        rubbish = await central.call(call.InstallCertificate(use, "no certificate"))
        (one,) = (await central.call(call.GetInstalledCertificateIds(use))).certificate_hash_data
        named = snake_to_camel_case(one)
        deleted = await central.call(call.DeleteCertificate(named))
        again = await central.call(call.DeleteCertificate(named))

        assert (none.status, installed.status, rubbish.status) == ("NotFound", "Accepted", "Rejected")
        assert (deleted.status, again.status) == ("Accepted", "NotFound")


@story
async def test_it_is_offline_with_a_queue_and_tells_all_in_order():
    async with charging_site(quirks=[quirk("offline=1")]) as (box, centrals):
        await centrals[0].call(call.RemoteStartTransaction("ann", connector_id=1))
        await until(lambda: len(box.outbox.facts) > 3)
        assert not box.online.is_set()
        box.transactions()[0].stop("Local")
        await until(lambda: centrals[0].all("StopTransaction"))

        times = [facts["meter_value"][0]["timestamp"] for facts in centrals[0].all("MeterValues")]
        assert times == sorted(times)
        assert len(times) > 3
        assert centrals[0].all("StopTransaction")[0]["timestamp"] >= times[-1]


@story
async def test_an_answer_that_is_lost_is_asked_for_again():
    async with charging_site(quirks=[quirk("drop")]) as (_, centrals):
        await centrals[0].call(call.RemoteStartTransaction("ann", connector_id=1))
        await until(lambda: len(centrals[0].all("StartTransaction")) == 2)

        first, second = centrals[0].all("StartTransaction")
        assert first == second
        assert len(centrals) == 2


@pytest.fixture(autouse=True)
def no_least_interval(monkeypatch):
    monkeypatch.setattr("infra.simulator.connector.LEAST_INTERVAL", 0.05)
