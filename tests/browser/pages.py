"""Every page of the client, once for all who look at each of them: tests of looks, of access, the bench."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.community import Community, instant, next_quarter

PUBLIC = {
    "map": ("/", "Stations"),
    "sign up": ("/signup", "Sign up"),
    "verify": ("/verify", "Verify your e-mail"),
    "log in": ("/login", "Log in"),
    "forgot": ("/forgot", "Forgot your password"),
    "reset": ("/reset", "Choose a new password"),
    "join": ("/networks/join?code=ABCD-EFGH", "Join a network"),
    "not found": ("/nowhere", "Not found"),
}
"""Address and heading of each view that anybody has."""
OF_A_CHARGE_POINT = (
    "uptime",
    "configuration",
    "charging",
    "local-list",
    "firmware",
    "logs",
    "security",
    "messages",
    "events",
)
APP = Path(__file__).resolve().parents[2] / "web" / "src" / "app.tsx"
ROUTE = re.compile(r"\[\s*'(/[^']*)',")
INVITATION = re.compile(r"/invitations/(\S+)")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Lived:
    """What `lived_in` has left behind, by id."""

    session: str
    series: str
    rollout: str
    invitation: str


def own_views(community: Community, lived: Lived) -> dict[str, tuple[str, str]]:
    """Address and heading of each view that an owner has."""
    network = f"/networks/{community.network['network_id']}"
    station = f"/stations/{community.station['station_id']}"
    charger = f"/chargers/{community.charger['charger_id']}"
    return {
        "my map": ("/", "Stations"),
        "station": (station, "Courtyard"),
        "code on a charger": (f"/c/{community.charger['charger_id']}", "Networked"),
        "manage": (f"{station}/manage", "Manage Courtyard"),
        "connect": (f"{station}/connect", "Connect the chargers"),
        "labels": (f"{station}/labels", "Labels of Courtyard"),
        "bookings": ("/bookings", "My bookings"),
        "past bookings": ("/bookings?when=past", "My bookings"),
        "sessions": ("/sessions", "Charging"),
        "session": (f"/sessions/{lived.session}", "Courtyard"),
        "networks": ("/networks", "My networks"),
        "new network": ("/networks/new", "Create a network"),
        "network": (network, community.network["name"]),
        "policy": (f"{network}/policy", community.network["name"]),
        "approvals": (f"{network}/approvals", community.network["name"]),
        "fees": (f"{network}/fees", community.network["name"]),
        "fairness": (f"{network}/fairness", community.network["name"]),
        "members": (f"{network}/members", community.network["name"]),
        "invitations": (f"{network}/invitations", community.network["name"]),
        "network sessions": (f"{network}/sessions", community.network["name"]),
        "poster": (f"{network}/poster", f"Join {community.network['name']}"),
        "network calendar": (f"{network}/calendar", community.network["name"]),
        "station calendar": (f"{station}/calendar", "Calendar of Courtyard"),
        "usage": (f"{network}/usage", community.network["name"]),
        "settings": (f"{network}/settings", community.network["name"]),
        "alarms": (f"{network}/alarms", community.network["name"]),
        "reviews": (f"{network}/reviews", community.network["name"]),
        "rollouts": (f"{network}/rollouts", community.network["name"]),
        "firmware": (f"{network}/firmware", community.network["name"]),
        "new station": (f"{network}/stations/new", "Add a station"),
        "bring stations": (f"{network}/stations/import", "Bring many stations"),
        "me": ("/me", "Profile"),
        "cars": ("/me/cars", "Cars"),
        "tokens": ("/me/tokens", "Tokens"),
        "notifications": ("/me/notifications", "Notifications"),
        "calendar": ("/me/calendar", "Calendar"),
        "my fees": ("/me/fees", "Fees"),
        "my data": ("/me/data", "Your data"),
        "my series": ("/series", "My bookings"),
        "waiting": ("/bookings?when=waiting", "My bookings"),
        "map near": ("/?near=47.9931,7.8463", "Stations"),
        "station policy": (f"{station}/policy", "Policy of Courtyard"),
        "charger policy": (f"{charger}/policy", "Policy of Networked"),
        "blocks": (f"{charger}/blocks", "Blocked times of Networked"),
    }


def made_views(community: Community, lived: Lived) -> dict[str, tuple[str, str]]:
    """Address and heading of each page of what was made in `lived_in`."""
    network = community.network["name"]
    return {
        "series": (f"/series/{lived.series}", "Weekly series"),
        "rollout": (f"/networks/{community.network['network_id']}/rollouts/{lived.rollout}", network),
        "invitation": (f"/invitations/{lived.invitation}", "Invitation"),
    }


def charge_point_views(community: Community) -> dict[str, str]:
    """Address of each view of a charge point that a manager has."""
    point = f"/charge-points/{community.charge_point['charge_point_id']}"
    pages = {f"charge point's {page}": f"{point}/{page}" for page in OF_A_CHARGE_POINT}
    return {"charge point": point, **pages}


def all_addresses(community: Community, lived: Lived) -> dict[str, str]:
    """Address of every page that somebody who is logged in has."""
    titled = own_views(community, lived) | made_views(community, lived)
    return {name: path for name, (path, _) in titled.items()} | charge_point_views(community)


def routes() -> list[str]:
    """Of the client, as it has them: `/stations/:id`, ..."""
    return ROUTE.findall(APP.read_text())


def is_of(route: str, address: str) -> bool:
    """Whether this route leads to that address."""
    pattern = re.sub(r":\w+", "[^/]+", route)
    return re.fullmatch(pattern, address.partition("?")[0]) is not None


def lived_in(community: Community) -> Lived:
    """Something in every list of the owner's."""
    owner, network = community.owner, f"/networks/{community.network['network_id']}"
    booking = community.book(owner, next_quarter())
    community.book(community.driver, next_quarter(2 * HOUR), quarters=6)
    gone = community.book(owner, next_quarter(DAY))
    owner.post(f"/bookings/{gone['booking_id']}/cancel")
    car = {"name": "Blue one", "make": "Renault", "model": "Zoe", "plate": "FR-PN 1", "battery_kwh": 52}
    owner.create("/me/cars", {**car, "connectors": ["IEC_62196_T2"], "max_ac_kw": 22, "max_dc_kw": None})
    for feed in ("/me/feed", f"/stations/{community.station['station_id']}/feed"):
        owner.post(feed)
    owner.create("/me/tokens", {"uid": f"04{booking['booking_id'][-12:]}", "name": "Key ring"})
    invited = f"pat-{booking['booking_id']}@people.example"
    text = f"a-rather-long-address-of-somebody@a-rather-long-domain.example, {invited}"
    owner.post(f"{network}/invitations", {"text": text})
    started = owner.create(f"/chargers/{community.plain['charger_id']}/sessions", {})
    owner.post(f"/sessions/{started['session_id']}/stop", {"energy_kwh": 12.5})
    weekly = next_quarter(2 * DAY)
    wish = {"start_date_time": instant(weekly), "end_date_time": instant(weekly + HOUR)}
    series = owner.create(
        f"/chargers/{community.plain['charger_id']}/series", wish | {"rrule": "FREQ=WEEKLY;COUNT=2"}
    )
    rollout = owner.create(f"{network}/rollouts", {"name": "All", "command": {"action": "clear_cache"}})
    return Lived(
        session=started["session_id"],
        series=series["series_id"],
        rollout=rollout["rollout_id"],
        invitation=_code_in(owner.mailed(invited, INVITATION)),
    )


def _code_in(link: str) -> str:
    return link.rpartition("/")[2]
