"""What starts a charge: RFID tokens and the app's own."""
