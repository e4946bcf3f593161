"""Chargers that are not there: clients of OCPP 1.6 and 2.0.1 with cars that fill up as cars do, and quirks.

`box`, `connector`, `car` and what they have (lists, profiles, certificates, files) are the same in every
version; `v16` and `v201` only translate; `link` carries frames; `quirks` bend what goes out.
"""
