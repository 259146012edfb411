"""What the pages of reporting need, each in a bounded number of statements."""
