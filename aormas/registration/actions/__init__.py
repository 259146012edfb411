"""What can be done with applications and services; one function per verb, one transaction each."""
