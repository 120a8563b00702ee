"""From files to pages: one module a format, one table of suffixes in ``documents``."""
