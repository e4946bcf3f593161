"""Address look-up by Amazon Location: paid by the request, so it is always there.

Stations keep where the place was found, which the index must be meant for.
"""

from infra.cloud.names import named
from infra.cloud.section import Section


def section(stage: str) -> Section:
    """The index that chalicelib/stations/places.py asks."""
    index = {
        "IndexName": named(stage, "places"),
        "DataSource": "Here",
        "DataSourceConfiguration": {"IntendedUse": "Storage"},
    }
    return Section(resources={"PlaceIndex": {"Type": "AWS::Location::PlaceIndex", "Properties": index}})
