"""A page that shows what a run did to its reports: every change, its rule and its reason."""
