"""Corner brackets, the quotation marks of Traditional Chinese, and the curly ones that mean the same."""

CORNERS = {"\u300c": "\u201c", "\u300d": "\u201d", "\u300e": "\u2018", "\u300f": "\u2019"}
"""Corner bracket -> curly quotation mark, which is as long."""

CURLY = str.maketrans(CORNERS)
"""For ``str.translate``."""
