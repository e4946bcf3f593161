"""What every concept stands on: errors, time, money, ids, settings. Knows no framework."""
