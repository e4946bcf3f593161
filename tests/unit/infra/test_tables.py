from infra.tables import TABLES, cloudformation


def test_the_cloud_gets_every_table_restorable_and_hard_to_delete():
    resources = cloudformation("plugnexus-prod-")

    assert {r["Properties"]["TableName"] for r in resources.values()} == {
        f"plugnexus-prod-{table.area}" for table in TABLES
    }
    for resource in resources.values():
        properties = resource["Properties"]
        assert resource["DeletionPolicy"] == "Retain"
        assert properties["DeletionProtectionEnabled"]
        assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert properties["SSESpecification"] == {"SSEEnabled": True}
        assert properties["BillingMode"] == "PAY_PER_REQUEST"


def test_every_key_of_a_table_and_its_indexes_is_declared_once():
    for table in TABLES:
        definition = table.definition("x-")
        keys = [
            definition["KeySchema"],
            *(i["KeySchema"] for i in definition.get("GlobalSecondaryIndexes", [])),
        ]

        declared = [attribute["AttributeName"] for attribute in definition["AttributeDefinitions"]]

        assert declared == [key["AttributeName"] for schema in keys for key in schema]
