"""The WebSocket gateway process: OCPP with the charge point's id in the path."""
