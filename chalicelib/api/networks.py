"""Networks: made, found, edited, joined by code."""

from typing import Annotated, Any, cast

from pydantic import AfterValidator, AwareDatetime, Field
from pydantic_core import PydanticCustomError

from chalicelib.accounts.rules import email_of
from chalicelib.api.edge import Api, Who
from chalicelib.api.policies import UNSET, PolicyOut
from chalicelib.api.policy_edits import PolicyIn
from chalicelib.api.schema import ONE_LINE, In, Instant, Items, Out, Paging
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from chalicelib.networks.addresses import domain_of
from chalicelib.networks.codes import shown_join_code
from chalicelib.networks.edits import JoinCodeEdit, NetworkEdit
from chalicelib.networks.rules import Joining, Role, Standing, Visibility
from chalicelib.policies.presets import PresetId
from chalicelib.wiring import services

api = Api(__name__)


def _domain(text: str) -> str:
    try:
        return domain_of(email_of(f"somebody@{text.strip().removeprefix('@')}"))
    except Invalid as error:
        raise PydanticCustomError(
            "domain", "This is the domain of e-mail addresses, like example.org."
        ) from error


Name = Annotated[str, Field(min_length=1, max_length=100, pattern=ONE_LINE)]
Description = Annotated[str, Field(max_length=2000)]
Domains = Annotated[
    list[Annotated[str, Field(max_length=253), AfterValidator(_domain)]], Field(max_length=50)
]


class NetworkFields(In):
    """What a new network is, and what of it can change; in a change, what is left out stays."""

    description: Description | None = Field(default=UNSET)
    visibility: Visibility = Field(default=UNSET)
    joining: Joining = Field(default=UNSET)
    email_domains: Domains = Field(default=UNSET)
    policy: PolicyIn = Field(default=UNSET)

    def edit(self) -> NetworkEdit:
        """As the rules know it."""
        edit: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        if "email_domains" in edit:
            edit["email_domains"] = tuple(dict.fromkeys(self.email_domains))
        if "policy" in edit:
            edit["policy"] = self.policy.said()
        return cast("NetworkEdit", edit)


class NetworkNew(NetworkFields):
    """A network to be: private and by invitation only, unless it says otherwise."""

    name: Name
    preset: PresetId = Field(default=UNSET, description="The policy to begin with; `policy` changes it.")


class NetworkChange(NetworkFields):
    """The fields of a network that change; those left out stay."""

    name: Name = Field(default=UNSET)


class JoinCodeRotation(In):
    """When the new code ends; null: never."""

    expires_at: Instant | None = Field(default=UNSET)


class JoinCodeChange(JoinCodeRotation):
    """The fields of the join code that change."""

    enabled: bool = Field(default=UNSET)


class JoinIn(In):
    """A join code in any case, with or without its dash."""

    code: Annotated[str, Field(min_length=1, max_length=40)]


class JoinCodeOut(Out):
    """What managers give to those who shall join."""

    code: str
    enabled: bool
    expires_at: AwareDatetime | None


class NetworkOut(Out):
    """A network as the caller may see it; the join code is for managers and owners."""

    network_id: str
    name: str
    description: str | None
    visibility: Visibility
    joining: Joining
    email_domains: list[str]
    policy: PolicyOut
    created_at: AwareDatetime
    my_role: Role | None
    member_class: str | None
    join_code: JoinCodeOut | None
    version: Annotated[int, Field(exclude=True)]

    @classmethod
    def of(cls, standing: Standing) -> "NetworkOut":
        """The join code is left out for whoever may not manage the network."""
        network, code = standing.network, standing.network.join_code
        return cls(
            network_id=network.network_id,
            name=network.name,
            description=network.description,
            visibility=network.visibility,
            joining=network.joining,
            email_domains=list(network.email_domains),
            policy=PolicyOut.of(network.policy),
            created_at=network.created_at,
            my_role=standing.role,
            member_class=standing.membership.member_class if standing.membership and standing.role else None,
            join_code=JoinCodeOut(
                code=shown_join_code(code.code), enabled=code.enabled, expires_at=code.expires_at
            )
            if code and standing.may_manage
            else None,
            version=network.version,
        )


@api.route("/networks", methods=["POST"], who=Who.ACCOUNT, status=201, idempotent=True)
def create_network(caller: Caller, body: NetworkNew) -> NetworkOut:
    """Create a network; I own it."""
    services().accounts.mine(caller)  # one that was erased while its access token lives owns nothing
    return NetworkOut.of(services().networks.create(caller, body.edit()))


@api.route("/networks", methods=["GET"], who=Who.ACCOUNT)
def list_networks(caller: Caller, query: Paging) -> Items[NetworkOut]:
    """The networks that I am in."""
    page = services().networks.mine(caller, query.cursor, query.limit).of(NetworkOut.of)
    return Items(items=page.items, next_cursor=page.next_cursor)


@api.route("/networks/join", methods=["POST"], who=Who.ACCOUNT)
def join_network(caller: Caller, body: JoinIn) -> NetworkOut:
    """Join the network that has this code."""
    return NetworkOut.of(services().joining.join(body.code, caller))


@api.route("/networks/{network_id}", methods=["GET"], who=Who.ANYONE)
def read_network(network_id: str, caller: Caller | None) -> NetworkOut:
    """A network that I may see."""
    return NetworkOut.of(services().networks.visible(network_id, caller))


@api.route("/networks/{network_id}", methods=["PATCH"], who=Who.MANAGER)
def edit_network(network_id: str, caller: Caller, body: NetworkChange, if_match: int | None) -> NetworkOut:
    """Change a network or its policy."""
    return NetworkOut.of(services().networks.edit(network_id, caller, body.edit(), if_match))


@api.route("/networks/{network_id}/join-code", methods=["POST"], who=Who.MANAGER, idempotent=True)
def rotate_join_code(network_id: str, caller: Caller, body: JoinCodeRotation) -> NetworkOut:
    """Make a new join code; the old one is void."""
    edit = cast("JoinCodeEdit", body.model_dump(exclude_unset=True))
    return NetworkOut.of(services().networks.rotate_code(network_id, caller, edit))


@api.route("/networks/{network_id}/join-code", methods=["PATCH"], who=Who.MANAGER)
def edit_join_code(network_id: str, caller: Caller, body: JoinCodeChange) -> NetworkOut:
    """Switch the join code on or off, or set its end."""
    edit = cast("JoinCodeEdit", body.model_dump(exclude_unset=True))
    return NetworkOut.of(services().networks.edit_code(network_id, caller, edit))
