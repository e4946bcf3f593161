"""All that is set from outside; os.environ is read here, once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

VERSION = "0.1.0"
LOCAL = "local"
"""The stage of a laptop, where chargers speak without TLS."""


@dataclass(frozen=True)
class Settings:
    """What a stage decides. Every default is safe for the cloud; the local stack sets the rest."""

    stage: str = "dev"
    table_prefix: str = "plugnexus-dev-"
    web_origin: str = "http://localhost:8000"
    """Where drivers open the client: links in mail begin with it; by CORS the files admit it alone."""
    ocpp_url: str = "ws://localhost:9000/ocpp"
    """What an owner types into a charger, without the charge point's id."""
    mail_from: str = "PlugNexus <no-reply@plugnexus.example>"
    signing_keys_secret: str = "plugnexus-dev-signing-keys"  # noqa: S105 - the name of a secret, not one
    """Secrets Manager name of {"current": kid, "keys": {kid: base64}}, made by infra, rotatable."""
    password_pepper_secret: str = "plugnexus-dev-ocpp-pepper"  # noqa: S105 - likewise
    certificates_secret: str = "plugnexus-dev-ocpp-ca"  # noqa: S105 - likewise
    """Of the authority that signs charge points' certificates: chalicelib/certificates/authority.py."""
    ocpp_plain_up_to: int = -1
    """The highest security profile (0 to 3) whose charge points may come without TLS; -1: none."""
    ocpp_profiles_up_to: int = 2
    """The highest security profile that `ocpp_url` serves; 3 where it asks for client certificates."""
    files_bucket: str = "plugnexus-dev-files"
    """Of logs and firmware; made by infra."""
    files_key_secret: str | None = None
    """Secrets Manager name of {"id", "secret"} of the user who signs files' addresses; none: this process."""
    edge_secret: str | None = None
    """Secrets Manager name of what CloudFront sends along; none: whoever asks is heard (front_door.py)."""
    execute_api_url: str | None = None
    """Below which an emulator has its APIs, by their ids; none: each has a domain, as in API Gateway."""
    secure_cookies: bool = True
    place_index: str | None = None
    """Amazon Location place index for address look-up; none: the pin alone does."""
    log_level: str = "INFO"
    minute_slices: int = 1
    """Functions side by side, among which the work of every minute is dealt out; 1: one does it all."""
    debug_share: float = 0.0
    """Of all events of Lambda, those of which every line is logged."""

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
            certificates_secret=text("CERTIFICATES_SECRET", f"plugnexus-{stage}-ocpp-ca"),
            ocpp_plain_up_to=int(text("OCPP_PLAIN_UP_TO", "2" if stage == LOCAL else "-1")),
            ocpp_profiles_up_to=int(text("OCPP_PROFILES_UP_TO", "2")),
            files_bucket=text("FILES_BUCKET", f"plugnexus-{stage}-files"),
            files_key_secret=environ.get("PLUGNEXUS_FILES_KEY_SECRET"),
            edge_secret=environ.get("PLUGNEXUS_EDGE_SECRET"),
            execute_api_url=environ.get("PLUGNEXUS_EXECUTE_API_URL"),
            secure_cookies=text("SECURE_COOKIES", "true") == "true",
            place_index=environ.get("PLUGNEXUS_PLACE_INDEX"),
            log_level=text("LOG_LEVEL", cls.log_level),
            minute_slices=int(text("MINUTE_SLICES", "1")),
            debug_share=float(text("DEBUG_SHARE", "0")),
        )


@cache
def settings() -> Settings:
    """This process's settings."""
    return Settings.of(os.environ)
