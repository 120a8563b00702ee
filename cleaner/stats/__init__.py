"""``cleaner stats``: what a file of records shows when it is counted, as tables, JSON or a page with plots."""
