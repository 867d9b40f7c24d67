"""Several Elasticsearch nodes on loopback that know each other: a cluster to take nodes away from."""

import json
import os
import urllib.request
from pathlib import Path
from typing import Any

from local.search_server import Elasticsearch
from local.servers import free_port, wait_until
from local.shell import Failure

SMALL = "-Xms384m -Xmx384m -XX:-AlwaysPreTouch -XX:TieredStopAtLevel=1"
HTTP, TRANSPORT = 19400, 19500  # the first ports that are tried
TOGETHER_SECONDS = 120.0


class Node(Elasticsearch):
    """One of them; `peers` are the transport ports of all."""

    def __init__(self, base: Path, number: int, peers: list[int]) -> None:
        self.name = f"node-{number}"
        super().__init__(base)
        self.number, self.peers = number, peers
        self.preferred_port = HTTP + number * 10

    def options(self) -> dict[str, object]:
        names = [f"node-{number}" for number in range(len(self.peers))]
        options = super().options()
        del options["discovery.type"]
        return options | {
            "cluster.name": f"jangteo-soak-{self.peers[0]}",
            "node.name": self.name,
            "transport.port": self.peers[self.number],
            "discovery.seed_hosts": json.dumps([f"127.0.0.1:{port}" for port in self.peers]),
            "cluster.initial_master_nodes": json.dumps(names),
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class Cluster:
    """Found again by another process in the same folder."""

    def __init__(self, base: Path, number: int = 3) -> None:
        os.environ.setdefault("ES_JAVA_OPTS", SMALL)
        record = base / "cluster.json"
        peers: list[int] = json.loads(record.read_text()) if record.exists() else []
        for place in range(len(peers), number):
            peers.append(free_port(max([TRANSPORT + place * 10, *(port + 1 for port in peers)])))
        base.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(peers))
        self.nodes = [Node(base, place, peers) for place in range(number)]

    def start(self) -> None:
        for node in self.nodes:
            node.start()
        for node in self.nodes:
            node.wait()
        self.whole()

    def stop(self) -> None:
        for node in self.nodes:
            node.stop()

    def whole(self) -> None:
        """Until all nodes are there and every index has its copies."""
        wanted = f"/_cluster/health?wait_for_nodes={len(self.nodes)}&wait_for_status=green&timeout=5s"
        if not wait_until(lambda: self.ask(wanted).get("timed_out") is False, TOGETHER_SECONDS):
            raise Failure("The nodes did not come together.")

    @property
    def urls(self) -> str:
        return ",".join(node.url for node in self.nodes)

    @property
    def master(self) -> Node:
        elected = self.ask("/_cat/master?format=json")[0]["node"]
        return next(node for node in self.nodes if node.name == elected)

    def ask(self, path: str) -> Any:
        """Of the first node that answers; an empty answer where none does."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by a proxy to loopback
        for node in self.nodes:
            try:
                with opener.open(node.url + path, timeout=10) as answer:
                    return json.load(answer)
            except OSError:
                continue
        return {}
