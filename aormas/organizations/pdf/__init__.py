"""Papers of the register that go out as PDF."""
