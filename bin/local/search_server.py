"""Elasticsearch 8.19 without a container: unpacked from a Maven artefact that carries the whole server.

A stock server brings nori, kuromoji, smartcn and ICU as plugins; here one small plugin of ours (src/) registers
Lucene's own under the same names, so that the same mappings work on both. The server's files are under Elastic's
licence: they are installed, never committed.
"""

import hashlib
import os
import shutil
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from local.folders import cache, give
from local.servers import Server
from local.shell import ROOT, Failure, install, run, say

RECIPE = ROOT / "bin" / "elasticsearch"
VERSION = "8.19.8"
PLUGIN = "jangteo-analysis"
MEMORY, ENOUGH = Path("/dev/shm"), 2 * 1024**3  # bytes that must be free there
LAUNCHER = '#!/bin/bash\nCLI_NAME={name}\nCLI_LIBS=lib/tools/{name}-cli\nsource "`dirname "$0"`"/elasticsearch-cli\n'


class Elasticsearch(Server):
    name = "elasticsearch"
    preferred_port = 19200

    @property
    def home(self) -> Path:
        """The installation, named after its recipe: a changed recipe makes a new one."""
        digest = hashlib.sha256()
        for path in sorted(RECIPE.rglob("*")):
            if path.is_file():
                digest.update(path.read_bytes())
        return cache() / f"elasticsearch-{VERSION}-{digest.hexdigest()[:12]}"

    def prepare(self) -> None:
        if java_home() is None:
            install(["openjdk-17-jdk-headless"], "Elasticsearch")
        if not (self.home / "bin" / "elasticsearch").exists():
            install_server(self.home)

    @property
    def memory(self) -> Path:
        """Where the indices lie with SERVICES_IN_MEMORY=1, as in tests, which make and drop hundreds.

        Each of these changes waits for the disk several times, on a slow one for a second. With the server they go.
        """
        return MEMORY / f"jangteo-{self.name}-{hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]}"

    @property
    def data(self) -> Path:
        wanted = os.environ.get("SERVICES_IN_MEMORY") == "1" and os.access(MEMORY, os.W_OK)
        return self.memory if wanted and shutil.disk_usage(MEMORY).free > ENOUGH else self.folder / "data"

    def stop(self) -> bool:
        was_running = super().stop()
        if was_running:
            shutil.rmtree(self.memory, ignore_errors=True)
        return was_running

    def launch(self) -> int:
        shutil.rmtree(self.memory, ignore_errors=True)
        for name in ("config", "data", "logs", "tmp"):
            (self.folder / name).mkdir(exist_ok=True)
        give(self.data)
        for name in ("jvm.options", "log4j2.properties"):
            shutil.copy(self.home / "config" / name, self.folder / "config")
        (self.folder / "config" / "elasticsearch.yml").write_text(self.configuration())
        give(self.folder)
        return self.spawn(
            self.home / "bin" / "elasticsearch",
            JAVA_HOME="",
            JAVA_TOOL_OPTIONS="",
            ES_JAVA_HOME=str(java_home()),
            ES_PATH_CONF=str(self.folder / "config"),
            ES_TMPDIR=str(self.folder / "tmp"),
            ES_JAVA_OPTS=os.environ.get(
                "ES_JAVA_OPTS", "-Xms512m -Xmx512m -XX:-AlwaysPreTouch -XX:TieredStopAtLevel=1"
            ),
        )

    def configuration(self) -> str:
        return "".join(f"{name}: {value}\n" for name, value in self.options().items())

    def options(self) -> dict[str, object]:
        return {
            "cluster.name": "jangteo",
            "node.name": "local",
            "path.data": self.data,
            "path.logs": self.folder / "logs",
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": 0,
            "discovery.type": "single-node",
            "xpack.security.enabled": "false",  # reachable from this machine only
            "logger.level": "WARN",
            "cluster.routing.allocation.disk.threshold_enabled": "false",  # a full developer's disk is no outage
            "action.destructive_requires_name": "false",
        }

    def answers(self) -> bool:
        address = f"http://127.0.0.1:{self.port}/_cluster/health?wait_for_status=yellow&timeout=5s"
        try:
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by a proxy to loopback
            with opener.open(address, timeout=10) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.HTTPError):
            return False

    @property
    def environment(self) -> dict[str, str]:
        return {"ELASTICSEARCH_URL": f"http://127.0.0.1:{self.port}"}


def java_home() -> Path | None:
    """A full JDK 17 to 24: the server needs the module jdk.attach, the plugin the compiler."""
    named = [os.environ[name] for name in ("ES_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    for folder in [*map(Path, named), *sorted(Path("/usr/lib/jvm").glob("*"))]:
        if (folder / "bin" / "javac").exists() and 17 <= java_version(folder) <= 24:
            return folder.resolve()
    return None


def java_version(folder: Path) -> int:
    try:
        lines = (folder / "release").read_text().splitlines()
    except OSError:
        return 0
    version = next((line for line in lines if line.startswith("JAVA_VERSION=")), "").partition('"')[2]
    return int(version.partition(".")[0]) if version.partition(".")[0].isdigit() else 0


def install_server(home: Path) -> None:
    if not shutil.which("mvn"):
        install(["maven"], "Installing Elasticsearch")
    say(f"Installing Elasticsearch {VERSION} into {home} (once; 916 MB to download) …")
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=".elasticsearch-") as name:
        work = Path(name)
        run(
            ["mvn", "-q", "-B", "-f", RECIPE / "pom.xml", f"-Dout={work}", "package"],
            "Downloading Elasticsearch", cwd=work,
        )  # fmt: skip
        server = next(work.glob("sonarqube-*/elasticsearch"), None)
        if server is None:
            raise Failure("The downloaded archive holds no Elasticsearch.")
        write_launchers(server)
        build_plugin(server, work)
        run(["chmod", "-R", "a+rX", server], "Opening the installation to its user")
        if not home.exists():  # another clone may have been quicker
            server.rename(home)


def write_launchers(server: Path) -> None:
    """The two start scripts that the artefact leaves out."""
    for tool, name in (("elasticsearch", "server"), ("elasticsearch-keystore", "keystore")):
        script = server / "bin" / tool
        script.write_text(LAUNCHER.format(name=name))
    for script in (server / "bin").glob("elasticsearch*"):
        script.chmod(0o755)


def build_plugin(server: Path, work: Path) -> None:
    java = java_home()
    if java is None:
        raise Failure("No JDK 17 was found: install openjdk-17-jdk-headless and start again.")
    classes, plugin = work / "classes", server / "plugins" / PLUGIN
    plugin.mkdir(parents=True)
    sources = sorted((RECIPE / "src").rglob("*.java"))
    libraries = f"{server}/lib/*:{work}/lucene/*"
    run([java / "bin" / "javac", "-proc:none", "-nowarn", "--release", "17", "-cp", libraries, "-d", classes, *sources],
        "Compiling the analysis plugin")  # fmt: skip
    run([java / "bin" / "jar", "cf", plugin / f"{PLUGIN}.jar", "-C", classes, "."], "Packing the analysis plugin")
    for library in (work / "lucene").glob("*.jar"):
        shutil.copy(library, plugin)
    (plugin / "plugin-descriptor.properties").write_text(
        "description=Korean, Japanese, Chinese and ICU analysis under the names of the stock plugins\n"
        f"version=1\nname={PLUGIN}\nclassname=jangteo.analysis.EastAsianAnalysis\n"
        f"java.version=17\nelasticsearch.version={VERSION}\n"
    )
