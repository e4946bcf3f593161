"""OCPP 1.6 and its security extension, as charge points speak them."""
