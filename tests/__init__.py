"""The tests of A_ormas; `python -m tests` runs them all."""
