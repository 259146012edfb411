"""Words about filings and cases for pages; nothing here decides or changes anything."""
