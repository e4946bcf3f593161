"""Networks on the whole stack: mail that arrives, and people who act at the same moment."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from infra.local.api_client import ApiRefused
from tests.community import joined

LINK = re.compile(r"/invitations/([0-9a-z]{44})\b")
NEW = {"name": "Neighbours", "visibility": "private", "joining": "shared_code"}


def all_at_once(*calls):
    """What each was answered: its status and code."""
    start = Barrier(len(calls))

    def answer(call):
        start.wait(10)
        response = call()
        return response.status_code, response.json()["code"] if response.is_error else None

    with ThreadPoolExecutor(len(calls)) as pool:
        return Counter(pool.map(answer, calls))


def test_an_invitation_arrives_by_mail_and_makes_a_member(somebody):
    ann, bob, eve = somebody("Ann"), somebody("Bob"), somebody("Eve")
    network = ann.create("/networks", NEW | {"joining": "restricted"})
    path = f"/networks/{network['network_id']}"

    ann.post(f"{path}/invitations", {"text": f"Bob <{bob.account['email']}>"})
    code = LINK.search(bob.mailed(bob.account["email"], LINK))[1]

    with pytest.raises(ApiRefused, match="other_address"):
        eve.post(f"/invitations/{code}/accept")
    with pytest.raises(ApiRefused, match="not_found"):
        eve.get(path)
    assert bob.get(f"/invitations/{code}")["network_name"] == "Neighbours"
    assert bob.post(f"/invitations/{code}/accept")["my_role"] == "member"
    assert bob.get(path)["network_id"] == network["network_id"]


def test_of_two_owners_who_leave_at_the_same_moment_one_is_refused(somebody):
    ann, bob = somebody("Ann"), somebody("Bob")
    mine, theirs = ann.account["account_id"], bob.account["account_id"]

    for _ in range(8):
        network = ann.create("/networks", NEW)
        members = f"/networks/{network['network_id']}/members"
        joined(bob, network)
        ann.patch(f"{members}/{theirs}", {"role": "owner"})

        answers = all_at_once(
            lambda members=members: ann.send("DELETE", f"{members}/{mine}"),
            lambda members=members: bob.send("DELETE", f"{members}/{theirs}"),
        )

        assert answers == {(204, None): 1, (409, "last_owner"): 1}


def test_wrong_codes_at_the_same_moment_are_all_counted(somebody):
    eve = somebody("Eve")

    answers = all_at_once(*[lambda: eve.send("POST", "/networks/join", {"code": "0000-0000"})] * 24)

    assert set(answers) == {(404, "unknown_code"), (429, "too_many_attempts")}
    assert 10 <= answers[404, "unknown_code"] <= 20  # twenty if a window ends just then
