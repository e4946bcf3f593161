"""Bookings in anybody's calendar: private iCalendar feeds of drivers and of stations (RFC 5545)."""
