"""What holds when two act on what both have just read; requests to storage come one at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import DomainError
from chalicelib.networks import edits, invitation_store, member_store, store
from chalicelib.networks.invitation_rules import Terms
from chalicelib.networks.items import NetworkItem
from chalicelib.networks.member_store import DynamoMembers
from chalicelib.networks.rules import Role
from chalicelib.table import transact


@pytest.fixture
def meet(monkeypatch):
    """`meet(2)`: from now on the first two transactions wait for each other, so both have read by then."""

    def arrange(number):
        barrier, lock, waited = Barrier(number, timeout=10), Lock(), []

        def transact_together(writes):
            with lock:
                waited.append(1)
                is_early = len(waited) <= number
            if is_early:
                barrier.wait()
            with lock:
                transact(writes)

        for module in (store, member_store, invitation_store):
            monkeypatch.setattr(module, "transact", transact_together)

    return arrange


def at_once(*acts):
    def outcome(act):
        try:
            act()
        except DomainError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(outcome, acts))


@pytest.fixture
def owners(world):
    """A network with two owners, and its services."""
    ann, bob = world.person("Ann"), world.person("Bob")
    network_id = bob.joins(ann.creates()).get("/networks").body["items"][0]["network_id"]
    ann.patch(f"/networks/{network_id}/members/Bob", {"role": "owner"})
    return network_id, world.services().members


def owners_left(network_id):
    page = DynamoMembers().members(network_id, None, 10)
    owners = [one.account_id for one in page.items if one.role is Role.OWNER]
    assert NetworkItem.get(f"NETWORK#{network_id}", "META").owners == len(owners)
    return owners


def test_of_two_owners_who_leave_at_once_one_stays(owners, meet):
    network_id, members = owners
    meet(2)

    outcomes = at_once(
        lambda: members.remove(network_id, "Ann", Caller("Ann")),
        lambda: members.remove(network_id, "Bob", Caller("Bob")),
    )

    assert outcomes == ["done", "last_owner"]
    assert len(owners_left(network_id)) == 1


def test_of_two_owners_who_step_down_at_once_one_stays(owners, meet):
    network_id, members = owners
    meet(2)

    outcomes = at_once(
        lambda: members.change(network_id, "Ann", Caller("Ann"), {"role": Role.MEMBER}),
        lambda: members.change(network_id, "Bob", Caller("Bob"), {"role": Role.MEMBER}),
    )

    assert outcomes == ["done", "last_owner"]
    assert len(owners_left(network_id)) == 1


def test_of_two_owners_who_unmake_each_other_the_first_wins(owners, meet, world):
    network_id, members = owners
    world.services().invitations.invite(
        network_id, Caller("Ann"), world.person("Cy").email, Terms(Role.OWNER)
    )
    world.services().acceptance.accept(world.mails[-1].code, Caller("Cy"))
    meet(2)

    outcomes = at_once(
        lambda: members.change(network_id, "Bob", Caller("Ann"), {"role": Role.MEMBER}),
        lambda: members.change(network_id, "Ann", Caller("Bob"), {"role": Role.MEMBER}),
    )

    assert outcomes == ["done", "managers_only"]
    assert len(owners_left(network_id)) == 2


def test_a_member_blocked_while_being_made_owner_is_not_both(owners, meet, world):
    network_id, members = owners
    world.services().invitations.invite(network_id, Caller("Ann"), world.person("Cy").email, Terms())
    world.services().acceptance.accept(world.mails[-1].code, Caller("Cy"))
    meet(2)

    at_once(
        lambda: members.change(network_id, "Cy", Caller("Ann"), {"blocked": True}),
        lambda: members.change(network_id, "Cy", Caller("Bob"), {"role": Role.OWNER}),
    )

    cy = DynamoMembers().membership(network_id, "Cy")
    assert not (cy.blocked and cy.role is Role.OWNER)
    assert set(owners_left(network_id)) == {"Ann", "Bob"} | ({"Cy"} if not cy.blocked else set())


def test_one_who_joins_twice_at_once_is_one_member(world, meet):
    ann, bob = world.person("Ann"), world.person("Bob")
    network = ann.creates()
    joining = world.services().joining
    meet(2)

    outcomes = at_once(*[lambda: joining.join(network["join_code"]["code"], Caller("Bob"))] * 2)

    assert outcomes == ["done", "done"]
    assert len(ann.get(f"/networks/{network['network_id']}/members").body["items"]) == 2
    assert bob.get("/networks").body["items"][0]["my_role"] == "member"


def test_two_managers_who_invite_one_address_at_once_send_one_mail(owners, meet, world):
    network_id, _ = owners
    meet(2)

    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(
                lambda one: world.services().invitations.invite(network_id, Caller(one), "cy@x.org", Terms()),
                ("Ann", "Bob"),
            )
        )

    assert sorted(answer[0].outcome for answer in answers) == ["already_invited", "invited"]
    assert [mail.to for mail in world.mails] == ["cy@x.org"]


def test_an_invitation_revoked_while_it_is_accepted_is_one_or_the_other(owners, meet, world):
    network_id, _ = owners
    cy = world.person("Cy")
    services = world.services()
    (sent,) = services.invitations.invite(network_id, Caller("Ann"), cy.email, Terms())
    meet(2)

    outcomes = at_once(
        lambda: services.invitations.revoke(network_id, sent.invitation_id, Caller("Ann")),
        lambda: services.acceptance.accept(world.code_for(cy), Caller("Cy")),
    )

    is_in = DynamoMembers().membership(network_id, "Cy") is not None
    assert outcomes == (["done", "invitation_closed"] if is_in else ["done", "not_found"])


def test_two_edits_at_once_both_hold(owners, meet, world):
    network_id, _ = owners
    networks = world.services().networks
    meet(2)

    outcomes = at_once(
        lambda: networks.edit(network_id, Caller("Ann"), {"name": "New"}, None),
        lambda: networks.edit(network_id, Caller("Bob"), {"description": "Old"}, None),
    )

    assert outcomes == ["done", "done"]
    network = networks.standing(network_id, None).network
    assert (network.name, network.description, network.version) == ("New", "Old", 3)


def test_of_two_edits_of_one_version_one_is_told(owners, meet, world):
    network_id, _ = owners
    networks = world.services().networks
    meet(2)

    outcomes = at_once(
        lambda: networks.edit(network_id, Caller("Ann"), {"name": "New"}, 1),
        lambda: networks.edit(network_id, Caller("Bob"), {"name": "Old"}, 1),
    )

    assert outcomes == ["changed_meanwhile", "done"]


def test_a_join_code_that_another_network_has_is_not_given_twice(world, monkeypatch):
    drawn = iter(["aaaaaaaa", "aaaaaaaa", "bbbbbbbb"])
    monkeypatch.setattr(edits, "new_join_code", lambda: next(drawn))
    ann = world.person("Ann")

    codes = [ann.creates()["join_code"]["code"] for _ in range(2)]

    assert codes == ["AAAA-AAAA", "BBBB-BBBB"]
