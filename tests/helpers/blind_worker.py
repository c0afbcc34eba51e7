"""A worker on a system that does not end it with its parent."""

import sys

from octavo.core import system
from octavo.workers import worker

system.end_with_parent = lambda parent: False
worker.main(int(sys.argv[1]), [int(number) for number in sys.argv[3:]])
