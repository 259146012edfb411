"""What can be done in reporting, one function per verb."""
