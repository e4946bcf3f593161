import json

import boto3

from infra.buckets import cloudformation, create


def test_the_cloud_gets_a_private_bucket_whose_logs_expire():
    made = cloudformation("files", "https://plugnexus.example", "files-key")

    bucket = made["FilesBucket"]
    assert bucket["DeletionPolicy"] == "Retain"
    assert all(bucket["Properties"]["PublicAccessBlockConfiguration"].values())
    (rule,) = bucket["Properties"]["LifecycleConfiguration"]["Rules"]
    assert (rule["Prefix"], rule["ExpirationInDays"]) == ("logs/", 90)
    (denied,) = made["FilesBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert (denied["Effect"], denied["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})


def test_who_signs_addresses_may_give_and_fetch_files_and_nothing_else():
    made = cloudformation("files", "https://plugnexus.example", "files-key")

    (policy,) = made["FilesSigner"]["Properties"]["Policies"]
    (allowed,) = policy["PolicyDocument"]["Statement"]
    assert allowed["Action"] == ["s3:GetObject", "s3:PutObject"]
    assert [each["Fn::Sub"] for each in allowed["Resource"]] == [
        "${FilesBucket.Arn}/logs/*",
        "${FilesBucket.Arn}/firmware/*",
    ]
    kept = made["FilesKeySecret"]["Properties"]["SecretString"]["Fn::Sub"]
    assert json.loads(kept).keys() == {"id", "secret"}


def test_the_same_bucket_is_made_by_calls_and_may_be_made_again(aws):
    client = boto3.client("s3")

    for _ in range(2):
        create(client, "files", "https://plugnexus.example")

    (rule,) = client.get_bucket_lifecycle_configuration(Bucket="files")["Rules"]
    assert (rule["Filter"]["Prefix"], rule["Expiration"]["Days"]) == ("logs/", 90)
    (cors,) = client.get_bucket_cors(Bucket="files")["CORSRules"]
    assert cors["AllowedOrigins"] == ["https://plugnexus.example"]
    assert all(client.get_public_access_block(Bucket="files")["PublicAccessBlockConfiguration"].values())
