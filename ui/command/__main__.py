"""``python -m ui.command``."""

import sys

from ui.command import main

sys.exit(main())
