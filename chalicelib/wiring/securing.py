"""How the services of charge points' certificates and security profiles are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.sayings import filled
from chalicelib.kernel.settings import settings
from chalicelib.wiring.filing import Filing
from chalicelib.wiring.grounds import above

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.certificates.authority import Authority
    from chalicelib.certificates.rules import Issued
    from chalicelib.certificates.service import CertificateService
    from chalicelib.charge_points.rules import ChargePoint
    from chalicelib.charge_points.security import SecurityProfiles


class Securing(Filing):
    """Services of certificates and security profiles."""

    @cached_property
    def authority(self) -> "Authority":
        """Our own certificate authority, read once for each process."""
        from chalicelib.accounts.secret import secret_text
        from chalicelib.certificates.authority import Authority

        return Authority.of(secret_text(settings().certificates_secret))

    @cached_property
    def certificates(self) -> "CertificateService":
        """Certificates of charge points."""
        from chalicelib.certificates.service import CertificateService
        from chalicelib.certificates.store import DynamoCertificates
        from chalicelib.charge_points.rules import is_charge_point_id
        from chalicelib.charge_points.security_store import DynamoSecurity
        from chalicelib.charge_points.store import DynamoChargePoints

        charge_points, security = DynamoChargePoints(), DynamoSecurity()

        def names_of(charge_point: "ChargePoint") -> set[str]:
            own, boot = {charge_point.charge_point_id}, charge_points.details([charge_point])[0].boot
            told = boot.serial_number if boot else None
            if told is None or (is_charge_point_id(told) and charge_points.charge_point(told) is not None):
                return own  # it tells what it likes, but nobody is certified another's name
            return own | {told}

        def trust(charge_point_id: str, fingerprint: str, until: "datetime") -> None:
            security.trust(charge_point_id, fingerprint, until, utc_now())

        return CertificateService(
            DynamoCertificates(),
            lambda: self.authority,
            charge_points.charge_point,
            self.charge_points.managed,
            names_of,
            self.charge_points.request,
            trust,
            security.distrust,
            self.security_profiles.certificate_came,
            self.security_profiles.certificate_failed,
            self._certificate_expires,
            self._certificate_renewed,
            utc_now,
        )

    @cached_property
    def security_profiles(self) -> "SecurityProfiles":
        """How well charge points prove who they are."""
        from chalicelib.charge_points.security import SecurityProfiles
        from chalicelib.charge_points.security_store import DynamoSecurity
        from chalicelib.charge_points.service import new_password

        points = self.charge_points
        return SecurityProfiles(
            DynamoSecurity(),
            points.managed,
            points.store.presence,
            points.request,
            points.commands.command,
            lambda charge_point_id: self.certificates.has_certificate(charge_point_id),  # noqa: PLW0108 - which tell us
            new_password,
            settings().ocpp_url,
            settings().ocpp_profiles_up_to if settings().ocpp_url.startswith("wss:") else 1,
            utc_now,
        )

    def password_throttled(self, charge_point: "ChargePoint", failures: int) -> None:
        """Somebody fails again and again to come in as this charge point."""
        from chalicelib.alarms.reasons import WRONG_PASSWORDS
        from chalicelib.alarms.rules import Alarm, AlarmKind

        charge_point_id = charge_point.charge_point_id
        alarm = Alarm(
            AlarmKind.PASSWORD_THROTTLED,
            charge_point.network_id,
            charge_point.station_id,
            charge_point_id,
            charge_point_id,
            filled(WRONG_PASSWORDS, count=failures),
            utc_now(),
        )
        above().alarms.raise_(alarm)

    @staticmethod
    def _certificate_expires(issued: "Issued") -> None:
        from chalicelib.alarms.reasons import CERTIFICATE_ENDS
        from chalicelib.alarms.rules import AlarmKind

        detail = filled(CERTIFICATE_ENDS, day=f"{issued.not_after:%Y-%m-%d}")
        above().alarms.raise_at(AlarmKind.CERTIFICATE_EXPIRES, issued.charge_point_id, detail, utc_now())

    @staticmethod
    def _certificate_renewed(charge_point_id: str) -> None:
        from chalicelib.alarms.rules import AlarmKind

        above().alarms.clear(AlarmKind.CERTIFICATE_EXPIRES, charge_point_id)
