"""The domain's decisions about applications, as pure functions and small tables: facts come in as arguments."""
