"""The authority that signs chargers' certificates, for who runs PlugNexus.

    python -m infra.charger_ca new "Our organisation"   prints the text of a new authority's secret
    python -m infra.charger_ca trusted                  prints the PEM for the gateway's --client-ca

`trusted` reads the stage's secret, as the product does (PLUGNEXUS_STAGE, PLUGNEXUS_CERTIFICATES_SECRET).
"""

import argparse
import sys

from chalicelib.accounts.secret import secret_text
from chalicelib.certificates.authority import Authority, new_authority
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.settings import settings


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.charger_ca",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    wanted = parser.add_subparsers(dest="wanted", required=True)
    wanted.add_parser("new").add_argument("organisation")
    wanted.add_parser("trusted")
    given = parser.parse_args()
    if given.wanted == "new":
        sys.stdout.write(new_authority(given.organisation, utc_now()) + "\n")
    else:
        sys.stdout.write(Authority.of(secret_text(settings().certificates_secret)).trusted_pem)


if __name__ == "__main__":
    main()
