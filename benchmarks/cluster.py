"""Runs on a Ray cluster of two nodes that loses one and whose run is killed: are the results the same, byte for byte?

python benchmarks/cluster.py [--smoke] [--times N] [--megabytes N]

Each time a node is added, the run is started, the node is removed without grace at a random moment and the run itself
killed (kill -9) at another, and the same command goes on until all is done; what it wrote is held against the result
of an undisturbed run without Ray. Needs ``cleaner[ray]``; what Ray costs over our own processes is a row of
``corpus.py --runs 2,ray``.
"""

import argparse
import random
import subprocess
import tempfile
import threading
import time
from importlib.util import find_spec
from pathlib import Path

from corpus import QUICK, command, digest, generate

PARTS = ("-p", "quick.yaml", "--part-size", "0.1")


def disturb(cluster, folder, given, seconds):
    """Run until all is done, with one node lost and one kill -9; return which of the two hit the run alive."""
    node = cluster.add_node(num_cpus=1)
    chance, alive = random.Random(), {"node": False, "run": False}
    process = subprocess.Popen(**given, stderr=subprocess.DEVNULL)

    def lose():
        time.sleep(chance.uniform(0.5, seconds))
        alive["node"] = process.poll() is None
        cluster.remove_node(node, allow_graceful=False)

    loser = threading.Thread(target=lose)
    loser.start()
    try:
        process.wait(chance.uniform(0.2, seconds))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        alive["run"] = True
        process = subprocess.Popen(**given, stderr=subprocess.DEVNULL)
    process.wait()
    loser.join()
    return alive


def main():
    """Print how many results were the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="once, with 1 MB")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--megabytes", type=float, default=3)
    given = parser.parse_args()
    if not find_spec("ray"):
        print("ray is not installed: nothing to measure (pip install 'cleaner[ray]')")
        return
    from ray.cluster_utils import Cluster

    times, size = (1, 1.0) if given.smoke else (given.times, given.megabytes)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "quick.yaml").write_text(QUICK)
            generate(Path(folder, "c.jsonl"), size * 1e6)
            subprocess.run(**command(folder, "whole.jsonl", 2, *PARTS), check=False, stderr=subprocess.DEVNULL)
            wanted = digest(folder, "whole.jsonl")
            run = command(folder, "out.jsonl", "ray", "--address", cluster.address, *PARTS)
            started = time.monotonic()
            subprocess.run(**run, check=False, stderr=subprocess.DEVNULL)
            seconds, equal = time.monotonic() - started, int(digest(folder, "out.jsonl") == wanted)
            print(f"undisturbed, one node: {seconds:.1f} s, the same bytes: {bool(equal)}", flush=True)
            lost = killed = equal = 0
            for _ in range(times):
                for path in Path(folder).glob("out.jsonl*"):
                    path.unlink()
                alive = disturb(cluster, folder, run, seconds)
                lost, killed = lost + alive["node"], killed + alive["run"]
                equal += digest(folder, "out.jsonl") == wanted
            print(f"{times} runs: {lost} lost a node, {killed} were killed, {equal} of {times} results identical")
    finally:
        cluster.shutdown()


if __name__ == "__main__":
    main()
