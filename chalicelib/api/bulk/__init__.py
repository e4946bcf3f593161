"""Many stations at once: files that people keep in a spreadsheet (CSV) or in a map program (GeoJSON)."""
