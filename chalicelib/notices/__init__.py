"""Words sent to people."""
