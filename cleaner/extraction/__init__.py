"""Which part of a saved page is its article, and what its markup says about it."""
