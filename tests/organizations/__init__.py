"""Tests: organizations."""
