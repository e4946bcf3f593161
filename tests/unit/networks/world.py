"""People who call the API in this process, a clock to turn, and the mail that was sent."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from chalice.test import Client

from chalicelib import wiring
from chalicelib.accounts.items import AccountItem, EmailItem
from chalicelib.accounts.service import AccountService
from chalicelib.accounts.store import DynamoAccounts
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import new_id

JSON = ("application/json", "application/problem+json")


@dataclass
class Answer:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        return self.body["code"]


@dataclass
class World:
    client: Client
    now: datetime = datetime(2026, 6, 1, 12, tzinfo=UTC)
    mails: list[SimpleNamespace] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def later(self, **length: float) -> None:
        self.now += timedelta(**length)

    def person(self, name: str, domain: str = "x.org") -> "Person":
        email = f"{name.lower()}@{domain}"
        item = AccountItem(f"ACCOUNT#{name}", "ACCOUNT", email=email, name=name, locale="de", version=1)
        item.time_zone, item.currency, item.notifications = "Europe/Berlin", "EUR", {}
        item.created_at, item.password_hash, item.epoch = self.now, "", 1
        item.save()
        EmailItem(f"EMAIL#{email}", "EMAIL", account_id=name).save()
        return Person(self, name, email)

    def services(self) -> wiring.Services:
        """The product's own wiring, but for clock, mail, and access tokens: an account's id is its token."""
        services = wiring.Services()
        services.__dict__["accounts"] = AccountService(DynamoAccounts(), self, new_id)
        services.__dict__["notices"] = self
        return services

    def caller_of(self, token: str) -> Caller:
        return Caller(token)

    def send(self, to: str, locale: str, template: str, **facts: object) -> None:
        self.mails.append(SimpleNamespace(to=to, locale=locale, template=template, **facts))

    def code_for(self, person: "Person") -> str:
        return next(mail.code for mail in reversed(self.mails) if mail.to == person.email)


@dataclass(frozen=True)
class Person:
    world: World
    account_id: str | None
    email: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        sent = {"Content-Type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
        if self.account_id:
            sent["Authorization"] = f"Bearer {self.account_id}"
        text = b"" if body is None else json.dumps(body).encode()
        got = self.world.client.http.request(method, f"/v1{path}", headers=sent, body=text)
        is_json = got.headers.get("Content-Type") in JSON
        body = json.loads(got.body) if is_json else got.body.decode() or None
        return Answer(got.status_code, body, got.headers)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, body: Any = None) -> Answer:
        return self.ask("POST", path, {} if body is None else body)

    def patch(self, path: str, body: Any, **headers: str) -> Answer:
        return self.ask("PATCH", path, body, **headers)

    def delete(self, path: str) -> Answer:
        return self.ask("DELETE", path)

    def creates(self, **fields: Any) -> dict[str, Any]:
        made = self.post(
            "/networks", {"name": "Ours", "visibility": "private", "joining": "shared_code"} | fields
        )
        assert made.status == 201, made.body
        return made.body

    def joins(self, network: dict[str, Any]) -> "Person":
        assert self.post("/networks/join", {"code": network["join_code"]["code"]}).status == 200
        return self
