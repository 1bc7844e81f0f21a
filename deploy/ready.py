"""Ends with 0 when the assistant of this container or host is ready, else with 1.

For a container's health check: it asks /readyz as a load balancer does, with the same settings as
the server. Nothing but the standard library and the settings is loaded.
"""

from __future__ import annotations

import http.client
import sys

from assistant.settings import read_settings

SECONDS = 4.0
ANY = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}


def main() -> int:
    """Asks once."""
    settings = read_settings()
    host = ANY.get(settings.host, settings.host)
    connection = http.client.HTTPConnection(host, settings.port, timeout=SECONDS)
    try:
        connection.request("GET", settings.base_path + "readyz")
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
