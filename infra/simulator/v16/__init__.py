"""OCPP 1.6 from the charge point's side: what it says, and how it answers."""
