"""The same shards as tasks of Ray: the same bytes, also where a node is lost."""

import threading
import time
from functools import partial
from pathlib import Path

import pytest

from tests.running.corpus import QUICK, result_of, rows, write_lines

RUN = ("run", "c.jsonl", "-p", "quick.yaml", "--part-size", "0.02", "-q")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Stand in a folder with a corpus."""
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "c.jsonl", [*rows(400), b"{bad"])
    (tmp_path / "quick.yaml").write_text(QUICK)
    return tmp_path


def test_a_missing_package_is_told(command, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    done = command(*RUN, "-o", "out", "--engine", "ray")
    assert done.code == 2
    says = "cleaner: --engine ray needs ray, which is not installed: pip install 'cleaner[ray]'\n"
    assert done.err == says


def test_an_address_without_ray_is_wrong_use(command):
    done = command(*RUN, "-o", "out", "--address", "auto")
    assert (done.code, done.err) == (2, "cleaner: --address is for --engine ray\n")


def test_a_cluster_that_is_not_used_is_told(command, folder):
    write_lines(folder / "small.jsonl", rows(3))
    done = command("run", "small.jsonl", "-p", "quick.yaml", "-q", "-o", "out.jsonl", "--engine", "ray")
    assert done.code == 0
    assert done.err == "--engine ray: not used, since all of the work is one shard; --part-size makes smaller ones\n"


def test_two_nodes_of_which_one_is_lost(command):
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    from cleaner.config import load_pipeline
    from cleaner.inputs import find_inputs
    from cleaner.running.cluster import run_ray
    from cleaner.running.outputs import Outputs
    from cleaner.running.part import Work
    from cleaner.running.run import Order, Told, run

    command(*RUN, "-o", "whole.jsonl")
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        second = cluster.add_node(num_cpus=1)
        ray.init(address=cluster.address, log_to_driver=False)
        assert command(*RUN, "-o", "calm.jsonl", "--engine", "ray", "--address", cluster.address).code == 1
        assert result_of("calm.jsonl") == result_of("whole.jsonl")

        def lose():
            until = time.monotonic() + 60
            while not list(Path().glob(".out.jsonl.parts/*/*.done.json")) and time.monotonic() < until:
                time.sleep(0.01)
            cluster.remove_node(second, allow_graceful=False)

        killer = threading.Thread(target=lose)
        killer.start()
        work = Work(load_pipeline("quick.yaml"))
        engine = partial(run_ray, address=cluster.address)
        run(Order(tuple(find_inputs(["c.jsonl"])), work, Outputs("out.jsonl"), 5_000, engine), Told(print, print))
        killer.join()
        assert result_of("out.jsonl")[:2] == result_of("whole.jsonl")[:2]
    finally:
        ray.shutdown()
        cluster.shutdown()
