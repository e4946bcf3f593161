"""The bucket of the built client, which CloudFront alone may read, and that of logs.

Neither has a name of ours, which somebody else's bucket could have: the outputs tell it.
"""

from typing import Any

from infra.buckets import PRIVATE, VERSION
from infra.cloud.names import DISTRIBUTION
from infra.cloud.section import Section

ENCRYPTED = {
    "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
}
DISTRIBUTIONS = "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution"
OURS = {"aws:SourceArn": {"Fn::Sub": f"{DISTRIBUTIONS}/${{{DISTRIBUTION}}}"}}
"""That a request comes from our distribution."""


def section(_: str) -> Section:
    """Both. The client, which any deploy makes again, goes with the stack; logs stay until they expire."""
    return Section(
        resources={
            "ClientBucket": _bucket("Delete", "BucketOwnerEnforced", {}),
            "ClientBucketPolicy": _policy(
                "ClientBucket", {"StringNotEqualsIfExists": OURS}, _cloudfront_reads()
            ),
            "LogsBucket": _bucket("Retain", "BucketOwnerPreferred", {"LifecycleConfiguration": _expiring()}),
            "LogsBucketPolicy": _policy("LogsBucket", {}),
        },
        outputs={
            "ClientBucket": {"Value": {"Ref": "ClientBucket"}, "Description": "Where the built client goes."},
            "LogsBucket": {"Value": {"Ref": "LogsBucket"}, "Description": "CloudFront's access logs."},
        },
    )


def _bucket(at_the_end: str, ownership: str, more: dict[str, Any]) -> dict[str, Any]:
    """CloudFront's logs come with an access list, which is why their bucket heeds such lists."""
    return {
        "Type": "AWS::S3::Bucket",
        "DeletionPolicy": at_the_end,
        "UpdateReplacePolicy": at_the_end,
        "Properties": {
            "PublicAccessBlockConfiguration": PRIVATE,
            "OwnershipControls": {"Rules": [{"ObjectOwnership": ownership}]},
            "BucketEncryption": ENCRYPTED,
            **more,
        },
    }


def _expiring() -> dict[str, Any]:
    """They have people's addresses in them: they are kept as long as all other logs."""
    rule = {
        "Id": "logs",
        "Status": "Enabled",
        "ExpirationInDays": {"Ref": "LogDays"},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
    }
    return {"Rules": [rule]}


def _policy(bucket: str, unless: dict[str, Any], *allowed: dict[str, Any]) -> dict[str, Any]:
    """In clear nobody is heard, `unless` it is who speaks as viewers speak to it: they are sent to TLS."""
    everything = [{"Fn::GetAtt": [bucket, "Arn"]}, {"Fn::Sub": f"${{{bucket}.Arn}}/*"}]
    in_clear = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": everything,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}, **unless},
    }
    return {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {
            "Bucket": {"Ref": bucket},
            "PolicyDocument": {"Version": VERSION, "Statement": [in_clear, *allowed]},
        },
    }


def _cloudfront_reads() -> dict[str, Any]:
    """Our distribution and no other. It may list, since else S3 says 403 of a file that is not there."""
    return {
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": ["s3:GetObject", "s3:ListBucket"],
        "Resource": [{"Fn::GetAtt": ["ClientBucket", "Arn"]}, {"Fn::Sub": "${ClientBucket.Arn}/*"}],
        "Condition": {"StringEquals": OURS},
    }
