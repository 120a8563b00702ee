"""The stages, one a file; ``cleaner.registry`` holds the table of them."""
