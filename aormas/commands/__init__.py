"""One file per family of `flask` commands."""
