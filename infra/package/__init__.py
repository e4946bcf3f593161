"""The artefact that Lambda runs: the app, what it imports, their bytecode; the same from the same commit."""
