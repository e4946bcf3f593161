"""The OCPP edge: a frame from a known charge point in, frames out."""
