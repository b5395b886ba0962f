"""`python -m central_store`: the authority's machine."""

import sys

from central_store.commands.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
