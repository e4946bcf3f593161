"""Firmware images of a network, and how charge points come by them."""
