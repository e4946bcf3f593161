"""All that is set from outside; os.environ is read here, once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

VERSION = "0.1.0"


@dataclass(frozen=True)
class Settings:
    """What a stage decides. Every default is safe for the cloud; the local stack sets the rest."""

    stage: str = "dev"
    table_prefix: str = "plugnexus-dev-"
    web_origin: str = "http://localhost:8000"
    """Where drivers open the client: links in mail begin with it; CORS admits it alone."""
    ocpp_url: str = "ws://localhost:9000/ocpp"
    """What an owner types into a charger, without the charge point's id."""
    mail_from: str = "PlugNexus <no-reply@plugnexus.example>"
    signing_keys_secret: str = "plugnexus-dev-signing-keys"  # noqa: S105 - the name of a secret, not one
    """Secrets Manager name of {"current": kid, "keys": {kid: base64}}, made by infra, rotatable."""
    password_pepper_secret: str = "plugnexus-dev-ocpp-pepper"  # noqa: S105 - likewise
    secure_cookies: bool = True
    place_index: str | None = None
    """Amazon Location place index for address look-up; none: the pin alone does."""
    log_level: str = "INFO"

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Settings":
        """Read from `PLUGNEXUS_*` variables."""

        def text(name: str, default: str) -> str:
            return environ.get(f"PLUGNEXUS_{name}", default)

        stage = text("STAGE", cls.stage)
        return cls(
            stage=stage,
            table_prefix=text("TABLE_PREFIX", f"plugnexus-{stage}-"),
            web_origin=text("WEB_ORIGIN", cls.web_origin),
            ocpp_url=text("OCPP_URL", cls.ocpp_url),
            mail_from=text("MAIL_FROM", cls.mail_from),
            signing_keys_secret=text("SIGNING_KEYS_SECRET", f"plugnexus-{stage}-signing-keys"),
            password_pepper_secret=text("PASSWORD_PEPPER_SECRET", f"plugnexus-{stage}-ocpp-pepper"),
            secure_cookies=text("SECURE_COOKIES", "true") == "true",
            place_index=environ.get("PLUGNEXUS_PLACE_INDEX"),
            log_level=text("LOG_LEVEL", cls.log_level),
        )


@cache
def settings() -> Settings:
    """This process's settings."""
    return Settings.of(os.environ)
