"""What is presented to start a charge."""
