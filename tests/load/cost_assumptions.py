"""What the cost model supposes, since nobody can measure it here: each figure may be set from outside."""

from dataclasses import dataclass

HOURS = 730.0
"""Of a month."""
MINUTES = HOURS * 60
DAYS = HOURS / 24
API_GATEWAY, GATEWAY = "api-gateway", "gateway"


@dataclass(frozen=True)
class Assumptions:
    """Of a fleet of chargers, of its drivers, of the functions and of AWS."""

    chargers: int = 100_000
    door: str = API_GATEWAY
    ocpp: str = "1.6"
    heartbeat_s: float = 300
    meter_s: float = 60
    sessions_per_day: float = 1.0
    session_minutes: float = 120
    bookings_per_session: float = 1.0
    cancels_per_booking: float = 0.2
    maps_per_booking: float = 2
    page_minutes: float = 5
    """That pages stay open for each session."""
    page_visits: float = 2
    """In so many visits, each with a socket of its own."""
    page_watches: float = 3
    """Pages of one visit: each says what it shows."""
    page_changes: float = 1
    """Told in a minute of what they show; the page asks once for each."""
    boots_per_month: float = 2
    reconnects_per_month: float | None = None
    """None: one each two hours through API Gateway, which cuts then; one a day through the gateway."""
    kept_months: float = 12
    """Since the beginning: sessions and bookings are never deleted."""
    log_days: float = 30
    """Of CloudWatch's logs."""
    logged_heartbeats: bool = True
    """Whether the message log has heartbeats and their answers."""
    message_lines: bool = False
    """Whether API Gateway's access log has a line for each message of a charger, not for requests alone."""
    memory_mb: float | None = None
    """Of every function; None: as infra/cloud/functions.py has them."""
    cpu_factor: float = 1.5
    """So much slower a vCPU of Lambda or Fargate is taken to be than a core of the measuring machine."""
    store_ms: float = 4
    """A request to DynamoDB, waited for."""
    cold_share: float = 0.002
    cold_ms: float = 700
    """Of invocations that start a function, and how long that takes."""
    traced_share: float = 0.05
    """Of API requests: X-Ray's own rule, but for one a second."""
    secrets: int = 5
    alarms: int = 25
    metrics: int = 60
    firewall_rules: int = 5
    task_vcpu: float = 1
    task_gb: float = 2
    least_tasks: int = 2
    task_load: float = 0.4
    """Share of its vCPU that a task of the gateway is busy on average."""

    @property
    def reconnects(self) -> float:
        """A month."""
        if self.reconnects_per_month is not None:
            return self.reconnects_per_month
        return MINUTES / 120 if self.door == API_GATEWAY else DAYS

    @property
    def sessions(self) -> float:
        """A month."""
        return self.sessions_per_day * DAYS

    @property
    def bookings(self) -> float:
        """A month."""
        return self.sessions * self.bookings_per_session
