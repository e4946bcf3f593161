"""The Chalice app: registers routes and handlers, and nothing else."""

from chalice.app import Chalice

from chalicelib.api import auth, cars, me, meta, tokens

app = Chalice(app_name="plugnexus")

for edge in (meta, auth, me, cars, tokens):
    app.register_blueprint(edge.api)
