"""What can be done with accounts and with the office's own settings; one function per verb."""
