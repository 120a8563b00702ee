"""What can go wrong, by whose fault it is: the user's file, a stage, or ourselves."""

from typing import NamedTuple


class CleanerError(Exception):
    """The root of every error that cleaner raises on purpose."""


class Problem(NamedTuple):
    """One thing wrong in one place of a file; line and column count from 1, 0 means the whole file."""

    path: str
    line: int
    column: int
    message: str
    source: str = ""

    def __str__(self) -> str:
        """``rules/width.yaml:12:9: message``, then the line itself with a caret below the column."""
        place = ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])
        text = f"{place}: {self.message}"
        if not self.source:
            return text
        shown = self.source.replace("\t", " ")
        return f"{text}\n    {shown}\n    {' ' * (self.column - 1)}^"


class ConfigError(CleanerError):
    """A pipeline or rule file, or an option, that cannot be used; holds every problem found, not the first."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class StageError(CleanerError):
    """A stage raised, or said something that cannot be: names the stage, its package and the cause."""

    def __init__(self, stage: str, package: str, cause: str) -> None:
        self.stage, self.package, self.cause = stage, package, cause
        super().__init__(f"stage {stage} ({package}): {cause}")

    def __reduce__(self) -> tuple[type["StageError"], tuple[str, str, str]]:
        """Carry the three parts through pickle: errors travel between processes."""
        return type(self), (self.stage, self.package, self.cause)


class LedgerError(CleanerError):
    """A patch that does not fit its text: in a run always a bug of ours, in a file a record that was changed."""


class StrictError(CleanerError):
    """A document was rejected, and the run was told to end there: says which, and why."""


class InputError(CleanerError):
    """A document that cannot be read, or a record that cannot be used: names the place and the cure."""
