"""Words of reporting, for pages."""
