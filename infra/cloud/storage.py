"""The tables, as infra/tables.py lists them."""

from infra import tables
from infra.cloud.section import Section


def section(stage: str) -> Section:
    """Every area's table on this stage."""
    return Section(resources=tables.cloudformation(f"plugnexus-{stage}-"))
