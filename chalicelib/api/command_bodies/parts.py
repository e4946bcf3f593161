"""What commands have in common."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.schema import ONE_LINE

MOST = 2**31 - 1
"""The largest integer that charge points need to take."""
ConnectorId = Annotated[int, Field(ge=1, le=1000)]
AnyConnectorId = Annotated[int, Field(ge=0, le=1000)]
"""0 is the whole charge point."""
Number = Annotated[int, Field(ge=0, le=MOST)]
Seconds = Annotated[int, Field(ge=0, le=MOST)]
TokenUid = Annotated[str, Field(min_length=1, max_length=36)]
"""OCPP 1.6 takes 20 characters."""
Key = Annotated[str, Field(min_length=1, max_length=300, pattern=ONE_LINE)]
"""An OCPP 1.6 key, or a 2.x variable: `Component/Variable`, as it may be `Component[x]@1/Variable[y]`."""
DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$")]
