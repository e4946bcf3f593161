"""OCPP 2.0.1 from the charging station's side: what it says, and how it answers."""
