"""Files of the register that go out."""
