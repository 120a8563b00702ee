"""Code inside a text: where it stands, no mark is punctuation."""


from cleaner.scan import holds_any, lazy, starting_with

# Objects in braces, lists of strings, calls and assignments with strings, tags, inline and fenced code.
_CODE = lazy(
    '\\{(?:[^{}\\n]|\\{[^{}\\n]*\\})*\\}|\\{\\s*"[^{}]*\\}|\\[\\s*"[^\\[\\]]*"\\s*\\]'
    "|\\((?<=[0-9A-Za-z_].)[\"'][^()\\uff08\\uff09\\n]*\\);?|=[ \\t]*(?:\"[^\"\\n]*\"|'[^'\\n]*');?"
    "|<[A-Za-z/!][^<>\\n]*>|```[^`]*```|`[^`'\\n]+`"
)
_CODE_SIGN = lazy("[{\\[=<`(]")
_CERTAIN = ("{", "<", "`", '("', "('")
"""One of these stands in code, or a bracket or equals sign with a quote behind it."""


def without_code(text: str) -> str:
    """Return the text with NUL for every character of code; it has the same length."""
    if not (holds_any(text, _CERTAIN) or (holds_any(text, "[=") and holds_any(text, "\"'"))):
        return text
    pieces, last = list[str](), 0
    for found in starting_with(_CODE_SIGN, _CODE, text):
        pieces += (text[last : found.start()], "\0" * len(found[0]))
        last = found.end()
    return "".join((*pieces, text[last:])) if pieces else text
