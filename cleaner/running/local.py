"""Shards cleaned on this machine by workers, which may be killed without harm."""

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pickle import PicklingError

from cleaner.errors import CleanerError, ConfigError, InputError
from cleaner.running.part import At, Seen, Work
from cleaner.running.shard import Shard
from cleaner.running.worker import Done, Failed, Message, Task, serve

MANY = 10
"""How many documents of one shard may kill a worker until the run is given up: then it is not the documents."""

PATIENCE = 5.0
"""Seconds that a worker may take to end when nothing is left to do."""


def run_local(shards: Sequence[Shard], folder: str, work: Work, seen: Seen, jobs: int) -> None:
    """Clean shards by so many workers.

    A worker that is killed costs nothing but time: its shard is cleaned once more by a new one that tells each document
    before it reads it; the one at which that is killed too is rejected. Raises what ``run_shard`` raises, of all
    shards that fail the first: no later one is begun, those before it are finished.
    """
    with _crew(shards, folder, work, seen) as crew:
        crew.start(jobs)
        while crew.busy:
            crew.listen()
        if crew.failed:
            raise crew.failed[min(crew.failed)]


@dataclass(slots=True)
class _Worker:
    """A process, our end of its pipe, and what it does."""

    process: SpawnProcess
    pipe: "Connection[Task | None, Message]"
    task: Task | None = None
    at: int = -1


@dataclass(slots=True)
class _Crew:
    """Workers and the shards that nobody has begun."""

    waiting: deque[Task]
    folder: str
    work: Work
    seen: Seen
    workers: list[_Worker] = field(default_factory=list)
    failed: dict[int, CleanerError | OSError] = field(default_factory=dict)

    @property
    def busy(self) -> list[_Worker]:
        """The workers whose shard is waited for: after a failure, only those in front of it."""
        first = min(self.failed, default=None)
        return [w for w in self.workers if w.task and (first is None or w.task.shard.number < first)]

    def start(self, jobs: int) -> None:
        """Begin with the first shards."""
        for _ in range(min(jobs, len(self.waiting))):
            self._give(self._hire(), self.waiting.popleft())

    def listen(self) -> None:
        """Take the next messages."""
        by_pipe = {worker.pipe: worker for worker in self.busy}
        for pipe in wait(list(by_pipe)):
            worker = next(one for one in self.workers if one.pipe is pipe)
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
            else:
                self._take(worker, message)

    def stop(self) -> None:
        """Let those that have nothing to do go, and end the others."""
        for worker in self.workers:
            if worker.task:
                worker.process.kill()
                continue
            with suppress(OSError):
                worker.pipe.send(None)
        for worker in self.workers:
            worker.process.join(PATIENCE)
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()

    def _hire(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.work, self.folder), daemon=True)
        try:
            with _no_interrupts():
                process.start()
        except (PicklingError, AttributeError, TypeError) as error:
            raise ConfigError(f"the pipeline cannot be sent to another process: {error}") from error
        theirs.close()  # else the end of the process would not end the pipe
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def _give(self, worker: _Worker, task: Task | None) -> None:
        worker.task, worker.at = task, -1
        if task:
            with suppress(OSError):  # it is dead: that will be heard
                worker.pipe.send(task)

    def _next(self) -> Task | None:
        return self.waiting.popleft() if self.waiting and not self.failed else None

    def _take(self, worker: _Worker, message: Message) -> None:
        """Do what a message asks for; only workers that have a task are listened to."""
        task = worker.task
        if task is None:
            return
        if isinstance(message, Failed):
            self.failed[task.shard.number] = message.error
            worker.task = None
        elif isinstance(message, Done):
            tally = message.tally
            self.seen(task.shard, At(tally.read, task.shard.size, tally.rejected))
            self.seen(task.shard, None)
            self._give(worker, self._next())
        else:
            worker.at = message.documents
            self.seen(task.shard, message)

    def _replace(self, dead: _Worker) -> None:
        """Give what a dead worker had to a new one, which is careful."""
        dead.process.join()
        dead.pipe.close()
        self.workers.remove(dead)
        if not (task := dead.task):
            return
        number = max(0, -(dead.process.exitcode or 0))
        try:
            again = _more_careful(task, dead.at, number)
        except InputError as error:
            self.failed[task.shard.number] = error
        else:
            self._give(self._hire(), again)


def _more_careful(task: Task, at: int, number: int) -> Task:
    """Return how a shard is tried again at which a worker was killed, by a signal of that number."""
    if not task.careful:
        return Task(task.shard, careful=True)
    first = task.shard.pieces[0].input.path
    if at < 0 or at in task.culprits or len(task.culprits) == MANY:
        where = f"document {max(0, at)} of shard {task.shard.number}"
        told = f"{first}: workers were killed there again and again ({where})"
        raise InputError(f"{told}; say fewer --jobs, a lower --max-size, or leave that file out")
    return Task(task.shard, True, {**task.culprits, at: number})


@contextmanager
def _crew(shards: Sequence[Shard], folder: str, work: Work, seen: Seen) -> Iterator[_Crew]:
    crew = _Crew(deque(map(Task, shards)), folder, work, seen)
    try:
        yield crew
    finally:
        crew.stop()


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Keep Ctrl-C waiting: what is started meanwhile never hears it, and we hear it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
