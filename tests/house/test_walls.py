"""Walls that layers cannot say: what a concept may know of another, and who knows AWS."""

import grimp
import pytest

CONCEPTS = (
    "accounts",
    "notices",
    "policies",
    "networks",
    "tariffs",
    "stations",
    "tokens",
    "charge_points",
    "uptime",
    "alarms",
    "bookings",
    "waitlist",
    "feeds",
    "reports",
    "sessions",
    "files",
    "diagnostics",
    "firmware",
    "certificates",
    "rollouts",
)
AWS = ("pynamodb", "boto3", "botocore")
ADAPTERS = ("store", "items", "writes", "mapping")
"""Last words of the names of files that turn our types into items."""
CLIENTS = {
    "chalicelib.clients",
    "chalicelib.table",
    "chalicelib.pages",
    "chalicelib.indexes",
    "chalicelib.sparse",
    "chalicelib.accounts.secret",
    "chalicelib.notices.ses",
    "chalicelib.notices.sns",
    "chalicelib.stations.places",
    "chalicelib.connections",
    "chalicelib.files.bucket",
    "chalicelib.dealing",
}
"""Each talks to one AWS service other than DynamoDB; table.py and pages.py to all of DynamoDB.

clients.py makes their clients.
indexes.py says what its indexes are; sparse.py turns items into values and back for table.py, by the insides
of PynamoDB's models.
"""


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("chalicelib", include_external_packages=True)


def concept_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "chalicelib" and len(parts) > 1 and parts[1] in CONCEPTS else None


def test_a_concept_knows_of_another_only_what_is_pure(imports: grimp.ImportGraph) -> None:
    across = {
        (importer, imported)
        for importer in imports.modules
        if (here := concept_of(importer))
        for imported in imports.find_modules_directly_imported_by(importer)
        if (there := concept_of(imported)) and there != here
    }
    known = {*AWS, "chalicelib.table"} & imports.modules
    impure = {
        (importer, imported)
        for importer, imported in across
        if any(imports.chain_exists(imported, library) for library in known)
    }

    assert across
    assert impure == set()


def test_only_stores_and_named_clients_know_aws(imports: grimp.ImportGraph) -> None:
    known = [library for library in AWS if library in imports.modules]
    knowing = {module for library in known for module in imports.find_modules_that_directly_import(library)}

    others = {
        module
        for module in knowing - CLIENTS
        if module.rpartition(".")[2].rpartition("_")[2] not in ADAPTERS
        and not module.startswith("chalicelib.wiring")
    }

    assert others == set()
