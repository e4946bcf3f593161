"""How certificates lie in DynamoDB (table `certificates`). Private keys of charge points never come here."""

import json
from datetime import timedelta

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.certificates.rules import HashData, Installed, InstalledList, Issued, IssuedState
from chalicelib.indexes import Gsi1, Gsi2
from chalicelib.table import Item, table_name

KEPT = timedelta(days=365)
"""After its end."""
TO_RENEW = "TO_RENEW"


class CertificatesItem(Item):
    """All items of the table."""

    class Meta:
        table_name = table_name("certificates")


class IssuedItem(CertificatesItem, discriminator="issued"):
    """pk ISSUED#<serial_number>, sk ISSUED; gsi1pk CP#<charge_point_id>, gsi1sk <not_before>#<serial_number>.

    gsi2pk TO_RENEW, gsi2sk <renew_at>#<serial_number>, until its renewal has been asked for. In UTC, so that
    text order is time order. It expires a year after its certificate.

    gsi1 answers "what was signed for this charge point, the oldest first", gsi2 "what is to be renewed
    by now".
    """

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    of_charge_point = Gsi1()
    to_renew = Gsi2()
    charge_point_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    serial_number = UnicodeAttribute()
    fingerprint = UnicodeAttribute()
    subject = UnicodeAttribute()
    not_before = UTCDateTimeAttribute()
    not_after = UTCDateTimeAttribute()
    state = UnicodeAttribute()
    revoked_at = UTCDateTimeAttribute(null=True)

    @classmethod
    def keyed(cls, serial_number: str) -> "IssuedItem":
        """Of that certificate."""
        return cls(f"ISSUED#{serial_number}", "ISSUED")

    @classmethod
    def of(cls, issued: Issued) -> "IssuedItem":
        """All that it says."""
        item = cls.keyed(issued.serial_number)
        for name, value in vars(issued).items():
            setattr(item, name, value.value if isinstance(value, IssuedState) else value)
        item.gsi1pk = f"CP#{issued.charge_point_id}"
        item.gsi1sk = f"{issued.not_before:%Y-%m-%dT%H:%M:%SZ}#{issued.serial_number}"
        item.gsi2pk, item.gsi2sk = TO_RENEW, f"{issued.renew_at:%Y-%m-%dT%H:%M:%SZ}#{issued.serial_number}"
        item.expires = int((issued.not_after + KEPT).timestamp())
        return item

    def issued(self) -> Issued:
        """What it stands for."""
        return Issued(
            self.charge_point_id,
            self.network_id,
            self.serial_number,
            self.fingerprint,
            self.subject,
            self.not_before,
            self.not_after,
            IssuedState(self.state),
            self.revoked_at,
        )


class InstalledItem(CertificatesItem, discriminator="installed"):
    """pk CP#<charge_point_id>, sk INSTALLED: what a charge point last said that it has."""

    network_id = UnicodeAttribute()
    certificates = UnicodeAttribute()
    told_at = UTCDateTimeAttribute()

    @classmethod
    def keyed(cls, charge_point_id: str) -> "InstalledItem":
        """Of that charge point."""
        return cls(f"CP#{charge_point_id}", "INSTALLED")

    @classmethod
    def of(cls, charge_point_id: str, told: InstalledList) -> "InstalledItem":
        """All that was told."""
        item = cls.keyed(charge_point_id)
        item.network_id, item.told_at = told.network_id, told.told_at
        item.certificates = json.dumps(
            [{"use": each.use, **each.hash_data.params} for each in told.certificates]
        )
        return item

    def told(self) -> InstalledList:
        """What it stands for."""
        found = [
            Installed(hash_data, each["use"])
            for each in json.loads(self.certificates)
            if (hash_data := HashData.told(each))
        ]
        return InstalledList(self.network_id, tuple(found), self.told_at)
