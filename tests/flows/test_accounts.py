"""Accounts over the wire: what must hold when several ask in the same moment."""

import secrets
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from infra.local.api_client import CODE

PASSWORD = "correct horse battery"
AT_ONCE = 8


def together(ask: Callable[[int], object]) -> list:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(ask, range(AT_ONCE)))


def test_a_code_entered_by_many_at_once_opens_one_account(anyone):
    client, email = anyone(), f"ann-{secrets.token_hex(6)}@people.example"
    client.post("/auth/signup", {"email": email, "password": PASSWORD, "name": "Ann"})
    proof = {"email": email, "code": client.mailed(email, CODE)}

    answers = together(lambda _: client.send("POST", "/auth/verify", proof))

    assert Counter(answer.status_code for answer in answers) == {200: 1, 400: AT_ONCE - 1}


def test_a_token_added_by_many_at_once_belongs_to_one(somebody):
    clients, uid = [somebody() for _ in range(AT_ONCE)], secrets.token_hex(7)

    answers = together(
        lambda number: clients[number].send("POST", "/me/tokens", {"uid": uid, "name": "Card"})
    )

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: AT_ONCE - 1}
    assert [len(client.get("/me/tokens")["items"]) for client in clients].count(1) == 1


def test_tabs_that_refresh_at_once_stay_logged_in_until_all_logins_are_ended(anyone, somebody):
    email = somebody("Ann").account["email"]
    client = anyone()
    login = client.post("/auth/login", {"email": email, "password": PASSWORD})

    tabs = together(lambda _: client.post("/auth/refresh", {"refresh_token": login["refresh_token"]}))
    client.post("/auth/logout", {"refresh_token": tabs[0]["refresh_token"], "everywhere": True})
    after = together(
        lambda number: client.send("POST", "/auth/refresh", {"refresh_token": tabs[number]["refresh_token"]})
    )

    assert len({tab["refresh_token"] for tab in tabs}) == AT_ONCE
    assert {answer.status_code for answer in after} == {401}


def test_of_many_guesses_at_once_ten_are_looked_at(somebody, anyone):
    email = somebody("Ann").account["email"]
    client = anyone()
    guess = {"email": email, "password": "wrong horse battery"}

    answers = [
        answer.status_code
        for _ in range(4)
        for answer in together(lambda _: client.send("POST", "/auth/login", guess))
    ]

    assert set(answers) == {401, 429}
    assert 10 <= answers.count(401) <= 20  # more than ten only if a window ended in between
