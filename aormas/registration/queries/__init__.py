"""What pages need of services and cases; each a function with a bounded number of statements."""
