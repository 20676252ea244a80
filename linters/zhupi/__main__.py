"""``python -m zhupi``."""

import sys

from zhupi.cli import main

sys.exit(main())
