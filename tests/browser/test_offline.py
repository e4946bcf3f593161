"""Installed, and without a connection: what was seen is there, typed words stay, log-out erases."""

import shutil
import threading
from datetime import timedelta

import pytest
from chalice import Chalice
from playwright.sync_api import expect

from infra.local.gateway import Gateway
from infra.local.http_door import CLIENT, Door
from tests.community import next_quarter

SEEN = "What you see is from"
CONTROLLED = "() => navigator.serviceWorker.controller?.state === 'activated'"
KEPT = "caches.keys().then(names => names.filter(name => name.startsWith('seen-')))"
HAS_WORDS = """() => caches.keys().then(async ([name]) =>
  (await (await caches.open(name)).keys()).some(({ url }) => url.includes('/assets/en-')))"""
FOR_ALL = {"service_workers": "allow"}


@pytest.fixture
def driver(visit, community):
    community.book(community.driver, next_quarter(timedelta(days=1)))
    driver = visit(community.driver, **FOR_ALL)
    driver.open("/bookings")
    expect(driver.link("Courtyard")).to_be_visible()
    driver.page.wait_for_function(CONTROLLED)
    driver.page.wait_for_function(HAS_WORDS)
    return driver


def test_offline_one_reads_what_was_seen_and_is_told_that_nothing_can_be_sent(driver, community):
    driver.context.set_offline(True)
    driver.page.reload()
    expect(driver.heading("My bookings")).to_be_visible()
    expect(driver.link("Courtyard")).to_be_visible()
    expect(driver.page.get_by_text(SEEN)).to_be_visible()
    driver.look("offline-bookings-desktop")

    driver.button("Cancel booking").click()
    driver.page.get_by_role("dialog").get_by_role("button", name="Cancel booking").click()
    expect(driver.page.get_by_role("alert")).to_contain_text("nothing was sent")

    driver.context.set_offline(False)
    driver.page.reload()
    expect(driver.link("Courtyard")).to_be_visible()
    expect(driver.page.get_by_text(SEEN)).to_have_count(0)
    assert len(community.driver.get("/me/bookings", when="upcoming")["items"]) == 1


def test_a_start_without_a_connection_logs_in_when_there_is_one(driver):
    driver.context.set_offline(True)
    driver.page.reload()
    expect(driver.page.get_by_text(SEEN)).to_be_visible()

    driver.context.set_offline(False)
    driver.go_to("Profile")

    expect(driver.page.get_by_label("E-mail")).to_have_count(0)
    expect(driver.heading("Profile")).to_be_visible()
    expect(driver.page.get_by_text(SEEN)).to_have_count(0)
    assert driver.refusals == []


def test_logging_out_erases_what_was_seen(driver):
    assert len(driver.page.evaluate(KEPT)) > 1

    driver.go_to("Profile")
    driver.button("Log out").click()
    expect(driver.link("Log in").first).to_be_visible()

    driver.page.wait_for_function(f"() => {KEPT}.then(names => names.every(name => name === 'seen-anyone'))")
    expect(driver.page.locator("canvas")).to_be_visible()
    driver.context.set_offline(True)
    driver.open("/bookings")
    expect(driver.heading("Log in")).to_be_visible()


@pytest.fixture
def own_door(tmp_path):
    """A door of the client alone, whose files can be changed; its address and its folder."""
    client = tmp_path / "dist"
    shutil.copytree(CLIENT, client)
    door = Door(0, Gateway(Chalice(app_name="none")), "http://127.0.0.1:1", client)
    threading.Thread(target=door.serve_forever, args=(0.01,)).start()
    yield f"http://localhost:{door.server_address[1]}", client
    door.shutdown()
    door.server_close()


def test_a_new_version_waits_until_it_is_taken_and_what_was_typed_stays(visit, own_door):
    url, client = own_door
    visitor = visit(**FOR_ALL)
    visitor.url = url
    visitor.open("/signup")
    visitor.page.wait_for_function(CONTROLLED)
    visitor.page.get_by_label("Name").fill("Nora")
    visitor.page.evaluate("window.before = true")

    with (client / "sw.js").open("a") as worker:
        worker.write("\n// another version\n")
    visitor.page.evaluate("navigator.serviceWorker.getRegistration().then(known => known.update())")
    expect(visitor.page.get_by_text("A new version is ready.")).to_be_visible()
    visitor.look("new-version-desktop")
    assert visitor.page.evaluate("window.before"), "nobody was interrupted"
    assert visitor.page.get_by_label("Name").input_value() == "Nora"

    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.button("Update").click()
    visitor.page.wait_for_function("() => window.before === undefined")
    expect(visitor.page.get_by_label("Name")).to_have_value("Nora")
    expect(visitor.page.get_by_text("A new version is ready.")).to_have_count(0)


@pytest.mark.parametrize("stays", [True, False], ids=["stay", "leave"])
def test_leaving_a_form_with_something_typed_is_asked_about(visit, stays):
    visitor = visit()
    visitor.open("/signup")
    visitor.page.get_by_label("Name").fill("Nora")
    asked = []

    def answer(dialog):
        asked.append(dialog.message)
        (dialog.dismiss if stays else dialog.accept)()

    visitor.page.on("dialog", answer)
    visitor.page.get_by_role("link", name="Log in").first.click()

    expect(visitor.heading("Sign up" if stays else "Log in")).to_be_visible()
    assert asked == ["What you typed has not been saved. Leave this page?"]


@pytest.mark.parametrize("stays", [True, False], ids=["stay", "leave"])
def test_so_is_the_browsers_way_back(visit, stays):
    visitor = visit()
    visitor.open("/login")
    visitor.page.get_by_role("link", name="Sign up").first.click()
    visitor.page.get_by_label("Name").fill("Nora")
    asked = []

    def answer(dialog):
        asked.append(dialog.message)
        (dialog.dismiss if stays else dialog.accept)()

    visitor.page.on("dialog", answer)
    for times in (1, 2) if stays else (1,):
        visitor.page.evaluate("history.back()")
        visitor.page.wait_for_function(f"() => location.pathname === '/{'signup' if stays else 'login'}'")
        expect(visitor.heading("Sign up" if stays else "Log in")).to_be_visible()
        assert asked == ["What you typed has not been saved. Leave this page?"] * times
    if stays:
        expect(visitor.page.get_by_label("Name")).to_have_value("Nora")


def test_it_can_be_installed(visit):
    visitor = visit()
    visitor.open("/login")
    manifest = visitor.page.evaluate("fetch('/manifest.webmanifest').then(answer => answer.json())")

    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        answer = visitor.page.request.get(visitor.url + icon["src"])
        assert (answer.status, answer.headers["content-type"]) == (200, icon["type"])
    devtools = visitor.context.new_cdp_session(visitor.page)
    told = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in told if one["errorId"] != "in-incognito"] == []
