"""Papers of reporting: receipts, forms, reminder letters, recaps."""
