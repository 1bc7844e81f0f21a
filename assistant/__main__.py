"""`python -m assistant` is the same as `daks`."""

import sys

from assistant.cli import main

sys.exit(main())
