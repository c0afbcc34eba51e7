"""The bench's modules, which lie beside each other as scripts do."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "bench"))
