"""What Lambda starts: a file for each function, whose `handler` it calls.

Each has what its events need in place when it is loaded, so that its first event is as quick as may be, and
loads nothing else: app.py, where Chalice finds all of them, would bring every function the whole HTTP API.
While it loads, nobody looks for cycles among what is made to stay: that would take a tenth of the time.
"""

import gc

gc.disable()


def loaded(*_: object) -> None:
    """These are made, and all that there is by now stays, and is never looked at for cycles."""
    gc.freeze()
    gc.enable()
