"""The one bucket, of logs and firmware, and the user whose key signs its addresses."""

from typing import Any

from chalicelib.files.rules import FIRMWARE, LOGS, LOGS_KEPT

PRIVATE = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}
SERIAL = "FilesKeySerial"
"""The parameter that makes a new key when it is raised."""
VERSION = "2012-10-17"
"""Of the policy language."""


def cloudformation(bucket: Any, web_origin: Any, key_secret: str) -> dict[str, dict[str, Any]]:
    """The `Resources` of a template: the bucket, private, encrypted, over TLS only, and its signing user.

    `bucket` and `web_origin` may be functions of CloudFormation.

    Why a user: docs/adr, addresses of files. The secret `key_secret` holds {"id": ..., "secret": ...}.
    """
    whole, objects = {"Fn::GetAtt": ["FilesBucket", "Arn"]}, {"Fn::Sub": "${FilesBucket.Arn}/*"}
    plain = {"Bool": {"aws:SecureTransport": "false"}}
    in_clear = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": plain}
    files = {"Fn::Sub": f"${{FilesBucket.Arn}}/{LOGS}/*"}, {"Fn::Sub": f"${{FilesBucket.Arn}}/{FIRMWARE}/*"}
    give_and_fetch = {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:PutObject"],
        "Resource": list(files),
    }
    kept = '{"id": "${FilesKey}", "secret": "${FilesKey.SecretAccessKey}"}'
    return {
        "FilesBucket": {
            "Type": "AWS::S3::Bucket",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "BucketName": bucket,
                "PublicAccessBlockConfiguration": PRIVATE,
                "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
                    ]
                },
                "CorsConfiguration": {"CorsRules": [_cors(web_origin)]},
                "LifecycleConfiguration": {
                    "Rules": [
                        {
                            "Id": LOGS,
                            "Status": "Enabled",
                            "Prefix": f"{LOGS}/",
                            "ExpirationInDays": LOGS_KEPT.days,
                        }
                    ]
                },
            },
        },
        "FilesBucketPolicy": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {
                "Bucket": {"Ref": "FilesBucket"},
                "PolicyDocument": {
                    "Version": VERSION,
                    "Statement": [{**in_clear, "Resource": [whole, objects]}],
                },
            },
        },
        "FilesSigner": {
            "Type": "AWS::IAM::User",
            "Properties": {
                "Policies": [
                    {
                        "PolicyName": "give-and-fetch-files",
                        "PolicyDocument": {"Version": VERSION, "Statement": [give_and_fetch]},
                    }
                ]
            },
        },
        "FilesKey": {
            "Type": "AWS::IAM::AccessKey",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Retain",  # what it has signed works on: infra/rotate deletes it
            "Properties": {"UserName": {"Ref": "FilesSigner"}, "Serial": {"Ref": SERIAL}},
        },
        "FilesKeySecret": {
            "Type": "AWS::SecretsManager::Secret",
            "Properties": {"Name": key_secret, "SecretString": {"Fn::Sub": kept}},
        },
    }


def create(client: Any, bucket: str, web_origin: str) -> None:
    """The same bucket by a boto3 S3 client; what differs from this definition is put right."""
    if bucket not in {found["Name"] for found in client.list_buckets()["Buckets"]}:
        where = {"LocationConstraint": client.meta.region_name}
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration=where)
    client.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=PRIVATE)
    cors = _cors(web_origin)
    rule = {"MaxAgeSeconds" if name == "MaxAge" else name: value for name, value in cors.items()}
    client.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})
    expiring = {
        "ID": LOGS,
        "Status": "Enabled",
        "Filter": {"Prefix": f"{LOGS}/"},
        "Expiration": {"Days": LOGS_KEPT.days},
    }
    client.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [expiring]})


def _cors(web_origin: Any) -> dict[str, Any]:
    """The client may give and fetch by signed address, from its own origin."""
    return {
        "AllowedOrigins": [web_origin],
        "AllowedMethods": ["GET", "PUT"],
        "AllowedHeaders": ["*"],
        "MaxAge": 3600,
    }
