"""Chargers that are not there: OCPP 1.6 clients with cars that fill up as cars do."""
