"""People search without a pause while a cluster of three nodes loses one, gets it back, and loses another.

First the elected master is killed, then a node that holds the index. Each search is the one the page makes, as a
visitor; one that the database had to answer counts as failed. What is published meanwhile has to be found.
"""

import logging
import os
import statistics
import sys
import threading
import time
from argparse import ArgumentParser
from dataclasses import dataclass, field
from pathlib import Path

import django
from local.cluster import Cluster, Node

SEARCHERS = 3
WORDS = ["steel", "bearing", "cotton", "led lamp", "pump", "cable", "part 17", "zirconium"]
PATIENCE = 30.0  # seconds until something published is found, while a node is being missed


@dataclass
class Searching:
    """Threads that search until told to stop."""

    over: threading.Event = field(default_factory=threading.Event)
    taken: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> "Searching":
        self.threads = [threading.Thread(target=self.search, args=(n,)) for n in range(SEARCHERS)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def search(self, turn: int) -> None:
        while not self.over.is_set():
            began = time.perf_counter()
            try:
                is_degraded = found(WORDS[turn % len(WORDS)])[1]
            except Exception as problem:  # whatever it is, a reader would have met it
                self.failed.append(repr(problem)[:200])
            else:
                if is_degraded:
                    self.failed.append("answered by the database")
            self.taken.append(time.perf_counter() - began)
            turn += 1


def found(text: str) -> tuple[int, bool]:
    """How many there are, and whether the database had to answer."""
    from portal.core.actor import Actor
    from search.found import find
    from search.query import Query

    visitor = Actor()
    answer = find(Query.parse(text), visitor)
    return answer.total, answer.is_degraded


def stock(number: int) -> None:
    from django.core.management import call_command

    from search.sync import rebuild

    call_command("migrate", verbosity=0)
    make([f"{WORDS[n % 6].title()} part {n}" for n in range(number)], "S")
    rebuild()


def make(titles: list[str], code: str) -> list[int]:
    """Published products of these titles; their ids."""
    from catalog.models import Category, Product, ProductText
    from companies.models import Company

    company, _new = Company.objects.get_or_create(slug="soak", defaults={"name": "Soak", "country": "KR"})
    category = Category.objects.get(slug="others")
    ids: list[int] = []
    for n, title in enumerate(titles):
        product = Product(company=company, category=category, sku=f"{code}-{n}", state=Product.State.PUBLISHED)
        product.name_it(title)
        product.save()
        ProductText.objects.create(product=product, language=product.language, title=title)
        ids.append(product.pk)
    return ids


def publish(word: str) -> float:
    """Seconds until what is published now is found."""
    from search.engines import EngineDown
    from search.sync import sync

    ids = make([f"{word} rod"], word)
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        try:
            sync("product", ids)  # as the relay does, which tries again
            break
        except EngineDown:
            time.sleep(0.2)
    while time.perf_counter() - began < PATIENCE:
        if found(word)[0]:
            return time.perf_counter() - began
        time.sleep(0.05)
    return PATIENCE


def lose(cluster: Cluster, node: Node, why: str, seconds: float) -> float:
    """Kill it, let people search without it, and bring it back; how long what was published in between took."""
    print(f"killing {node.name}, {why} …", flush=True)
    node.kill()
    taken = publish(f"lost{node.number}{int(time.time())}")
    time.sleep(seconds)
    node.start()
    node.wait()
    cluster.whole()
    return taken


def holder(cluster: Cluster) -> Node:
    """A node that holds the first copy of the index in use and is not the master, where there is one."""
    shards = cluster.ask("/_cat/shards/soak-documents?format=json")
    named = {one["node"] for one in sorted(shards, key=lambda one: one["prirep"] != "p")}
    others = [node for node in cluster.nodes if node.name in named and node.name != cluster.master.name]
    return others[0] if others else cluster.nodes[0]


def main(words: list[str]) -> int:
    parser = ArgumentParser(prog="bin/soak search_cluster")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each node is away at least")
    parser.add_argument("--stock", type=int, default=1000, help="products")
    chosen = parser.parse_args(words)
    django.setup()
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)  # it tells of each retry at length
    cluster = Cluster(Path(os.environ["SOAK_FOLDER"]) / "nodes")
    stock(chosen.stock)
    cluster.whole()
    found("steel")
    with Searching() as searching:
        time.sleep(3)
        first = lose(cluster, cluster.master, "the master", chosen.seconds)
        second = lose(cluster, holder(cluster), "which holds the index", chosen.seconds)
        time.sleep(3)
    taken = sorted(searching.taken)
    print(f"searches: {len(taken):,}, failed: {len(searching.failed)}, at {SEARCHERS} a time")
    p99 = taken[int(len(taken) * 0.99)]
    print(
        f"median {statistics.median(taken) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, slowest {taken[-1] * 1000:.0f} ms"
    )
    print(f"published while a node was missing, found after {first:.1f} s and {second:.1f} s (at most {PATIENCE:.0f})")
    for problem in dict.fromkeys(searching.failed):
        print(f"failed {searching.failed.count(problem)} times: {problem}")
    return 1 if searching.failed or max(first, second) >= PATIENCE else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
