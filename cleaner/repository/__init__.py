"""Files in a repository: ``cleaner check``, ``diff`` and ``fix``."""
