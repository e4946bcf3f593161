"""The whole product on one machine: embedded AWS, HTTP door, OCPP gateway; every part on loopback only."""
