"""Commands about the device model of OCPP 2.x: reports and monitors."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.command_bodies.parts import DecimalText, Key, Number
from chalicelib.api.schema import In

Severity = Annotated[int, Field(ge=0, le=9)]
"""0 is danger, 9 a mere note (OCPP 2.0.1, N04)."""
Components = Annotated[list[Key], Field(max_length=100)]
"""`Component`, or `Component/Variable`."""


class GetBaseReport(In):
    """Tell all variables, or those that can be set, or a summary; they come later, in reports."""

    action: Literal["get_base_report"]
    kind: Literal["FullInventory", "ConfigurationInventory", "SummaryInventory"]


class GetReport(In):
    """Tell the variables of these components, or of those in such a state; they come later, in reports."""

    action: Literal["get_report"]
    criteria: Annotated[list[Literal["Active", "Available", "Enabled", "Problem"]], Field(max_length=4)] = (
        Field(default_factory=list)
    )
    components: Components = Field(default_factory=list)


class MonitorIn(In):
    """One monitor. With `monitor_id` it replaces that one."""

    key: Key
    type: Literal["UpperThreshold", "LowerThreshold", "Delta", "Periodic", "PeriodicClockAligned"]
    value: DecimalText
    severity: Severity
    monitor_id: Number | None = None
    transaction: bool = False


class SetMonitoring(In):
    """Tell when a variable goes beyond a value, changes by it, or every so many seconds."""

    action: Literal["set_monitoring"]
    monitors: Annotated[list[MonitorIn], Field(min_length=1, max_length=100)]


class ClearMonitoring(In):
    """Watch by these monitors no longer."""

    action: Literal["clear_monitoring"]
    monitor_ids: Annotated[list[Number], Field(min_length=1, max_length=100)]


class SetMonitoringBase(In):
    """Which monitors there are: all, those of the maker's, or only those wired in."""

    action: Literal["set_monitoring_base"]
    base: Literal["All", "FactoryDefault", "HardWiredOnly"]


class SetMonitoringLevel(In):
    """Tell only what is at least as severe; 0 is the most severe."""

    action: Literal["set_monitoring_level"]
    severity: Severity


class GetMonitoringReport(In):
    """Tell the monitors that there are; they come later, in reports."""

    action: Literal["get_monitoring_report"]
    criteria: Annotated[
        list[Literal["ThresholdMonitoring", "DeltaMonitoring", "PeriodicMonitoring"]], Field(max_length=3)
    ] = Field(default_factory=list)
    components: Components = Field(default_factory=list)
