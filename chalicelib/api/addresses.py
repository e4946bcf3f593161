"""Where stations are, as people would write it on a letter."""

from chalicelib.api.schema import Out


class AddressOut(Out):
    """Where a letter would go; parts that were not told are empty."""

    line: str
    city: str
    postal_code: str
    country: str
