"""Tests: registration."""
