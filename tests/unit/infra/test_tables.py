from infra.tables import TABLES, cloudformation


def test_the_cloud_gets_every_table_hard_to_delete_and_all_but_a_log_restorable():
    resources = cloudformation("plugnexus-prod-")

    assert {r["Properties"]["TableName"] for r in resources.values()} == {
        f"plugnexus-prod-{table.area}" for table in TABLES
    }
    assert [table.area for table in TABLES if not table.is_restorable] == ["message_log", "live"]
    for table in TABLES:
        resource = resources[table.logical_id]
        properties = resource["Properties"]
        assert resource["DeletionPolicy"] == "Retain"
        assert properties["DeletionProtectionEnabled"]
        assert properties["PointInTimeRecoverySpecification"] == {
            "PointInTimeRecoveryEnabled": table.is_restorable
        }
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
