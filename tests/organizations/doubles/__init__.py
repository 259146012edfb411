"""Tests: doubles and merging."""
