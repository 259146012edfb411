"""The foundation: knows no feature and imports none."""
