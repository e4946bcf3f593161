"""Promised times: the engine, its rules, who may charge now."""
