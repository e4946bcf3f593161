"""What AWS asks for in us-east-1, in US dollars, on demand, without taxes, free tiers and discounts.

AWS's own price pages fill in their figures by script, so that their stored copies have none; `source` is the
public page on which a figure was read, and `as_of` the time that this page speaks of. Other
regions are dearer, for CloudWatch by 10 to 25 % (its source).
"""

from collections.abc import Sequence
from dataclasses import dataclass

REGION = "us-east-1"
READ_ON = "2026-11-21"
MILLION = 1_000_000
INFINITE = float("inf")


@dataclass(frozen=True)
class Price:
    """`usd` for each `per` units; `tiers` are (units up to which, usd) where more is cheaper."""

    service: str
    unit: str
    usd: float
    source: str
    as_of: str
    per: float = 1
    tiers: Sequence[tuple[float, float]] = ()

    def of(self, units: float) -> float:
        """Dollars for so many units in a month."""
        cost, below = 0.0, 0.0
        for upper, usd in self.tiers or ((INFINITE, self.usd),):
            cost += max(0.0, min(units, upper) - below) * usd / self.per
            below = upper
        return cost


_LAMBDA = "https://cloudchipr.com/blog/aws-lambda-pricing"
_GATEWAY = "https://amnic.com/blogs/aws-api-gateway-pricing"
_REST = "https://docs.aws.amazon.com/pt_br/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html"
_DYNAMODB = "https://airbyte.com/data-engineering-resources/dynamodb-pricing"
_WATCH = "https://cloudburn.io/blog/amazon-cloudwatch-pricing"
_LOGS = "https://www.duckbillgroup.com/?p=9080"
_EDGE = "http://aws.amazon.com/cloudfront/pricing"
_FARGATE = "https://www.vantage.sh/blog/fargate-pricing"
_BALANCER = "https://awsnegotiations.com/blog/elastic-load-balancer-cost/"
_WAF = "https://c3x.dev/blog/aws-waf-cost-explained/"
_SES = "https://www.acecloudinterviews.com/tutorials/aws/ses/"
_CALCULATED = "https://gist.github.com/ranchodeluxe/c9ba4c0a0aa9c4b54b75e833cc4f51e3"
"""An estimate by AWS's calculator: five secrets and 2,000 calls for $2.01."""
UNREAD = "not found in a page that could be read here; known from AWS's price list"

TB = 1000.0
"""GB."""

PRICES = {
    "lambda_gb_s": Price(
        "Lambda",
        "GB-second, arm64",
        0.0000133334,
        _LAMBDA,
        "2024",
        tiers=((7.5e9, 0.0000133334), (18.75e9, 0.0000120001), (INFINITE, 0.0000106667)),
    ),
    "lambda_requests": Price("Lambda", "million requests", 0.20, _LAMBDA, "2024", MILLION),
    "socket_messages": Price(
        "API Gateway",
        "million WebSocket messages of up to 32 KB",
        1.00,
        _GATEWAY,
        "2026",
        MILLION,
        ((1e9, 1.00), (INFINITE, 0.80)),
    ),
    "socket_minutes": Price("API Gateway", "million connection minutes", 0.25, _GATEWAY, "2026", MILLION),
    "rest_requests": Price(
        "API Gateway",
        "million REST requests",
        3.50,
        _REST,
        "2024",
        MILLION,
        ((333e6, 3.50), (1e9, 2.80), (20e9, 2.38), (INFINITE, 1.51)),
    ),
    "read_units": Price("DynamoDB", "million read request units", 0.125, _DYNAMODB, "July 2025", MILLION),
    "write_units": Price("DynamoDB", "million write request units", 0.625, _DYNAMODB, "July 2025", MILLION),
    "table_gb": Price(
        "DynamoDB", "GB-month stored", 0.25, "https://aws.amazon.com/dynamodb/pricing/", "undated"
    ),
    "recovery_gb": Price(
        "DynamoDB",
        "GB-month of point-in-time recovery",
        0.20,
        "https://finops.com.py/services/dynamodb/backups",
        "2025",
    ),
    "log_gb": Price(
        "CloudWatch",
        "GB of logs of functions and access taken in",
        0.50,
        _LOGS,
        "May 2025",
        tiers=((10 * TB, 0.50), (30 * TB, 0.25), (50 * TB, 0.10), (INFINITE, 0.05)),
    ),
    "log_kept_gb": Price("CloudWatch", "GB-month of logs kept", 0.03, _WATCH, "February 2026"),
    "metrics": Price(
        "CloudWatch", "metric", 0.30, _WATCH, "February 2026", tiers=((10_000, 0.30), (INFINITE, 0.10))
    ),
    "alarms": Price("CloudWatch", "alarm", 0.10, _WATCH, "February 2026"),
    "traces": Price("X-Ray", "million traces recorded", 5.00, UNREAD, "2025", MILLION),
    "edge_requests": Price("CloudFront", "ten thousand HTTPS requests", 0.0100, _EDGE, "2025", 10_000),
    "edge_out_gb": Price(
        "CloudFront",
        "GB out to Europe and North America",
        0.085,
        _EDGE,
        "2025",
        tiers=((10 * TB, 0.085), (50 * TB, 0.080), (150 * TB, 0.060), (500 * TB, 0.040), (INFINITE, 0.030)),
    ),
    "edge_origin_gb": Price("CloudFront", "GB on to the origin", 0.020, UNREAD, "2025"),
    "edge_functions": Price(
        "CloudFront",
        "million runs of its function",
        0.10,
        "https://cur.vantage.sh/aws/amazoncloudfront/",
        "2025",
        MILLION,
    ),
    "firewall_requests": Price("WAF", "million requests looked at", 0.60, _WAF, "2026", MILLION),
    "firewall_lists": Price("WAF", "web ACL", 5.00, _WAF, "2026"),
    "firewall_rules": Price("WAF", "rule", 1.00, _WAF, "2026"),
    "mails": Price("SES", "thousand mails", 0.10, _SES, "2026", 1000),
    "secrets": Price("Secrets Manager", "secret", 0.40, _CALCULATED, "March 2023"),
    "objects_gb": Price(
        "S3",
        "GB-month stored",
        0.023,
        "https://nectar.ibtisam-iq.com/cloud-infrastructure/aws/billing-cost-management/",
        "2026",
    ),
    "task_cpu_hours": Price("Fargate", "hour of an arm64 vCPU", 0.03238, _FARGATE, "2025"),
    "task_gb_hours": Price("Fargate", "hour of a GB, arm64", 0.00356, _FARGATE, "2025"),
    "balancer_hours": Price("NLB", "hour", 0.0225, _BALANCER, "2026"),
    "balancer_units": Price("NLB", "hour of a capacity unit", 0.006, _BALANCER, "2026"),
    "way_out_hours": Price(
        "NLB",
        "hour of the NAT gateway behind it",
        0.045,
        "https://projecthelena.com/blog/aws-bill-breakdown-2026/",
        "2026",
    ),
    "out_gb": Price(
        "Data transfer", "GB out of the region", 0.09, "https://www.apigatewaycost.com/aws", "2026"
    ),
}
