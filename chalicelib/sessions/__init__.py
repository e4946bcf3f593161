"""Visits: from plug to record."""
