"""The tables and the bucket of files, as infra/tables.py and infra/buckets.py list them."""

from infra import buckets, tables
from infra.cloud.names import files_bucket, named, web_origin
from infra.cloud.secrets import FILES_KEY
from infra.cloud.section import Section


def section(stage: str) -> Section:
    """Every area's table on this stage, and the bucket with who signs its addresses."""
    name = {"Fn::Sub": files_bucket(stage)}
    files = buckets.cloudformation(name, web_origin(), named(stage, FILES_KEY))
    return Section(
        parameters={
            buckets.SERIAL: {
                "Type": "Number",
                "Default": 1,
                "MinValue": 1,
                "Description": "One more makes a new key for the addresses of files: docs/security.md.",
            }
        },
        resources=tables.cloudformation(named(stage, "")) | files,
        outputs={"FilesBucket": {"Value": {"Ref": "FilesBucket"}, "Description": "Of logs and firmware."}},
    )
