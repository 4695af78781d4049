"""Real OpenSearch nodes on loopback, out of Maven Central's artifacts, where Java and Maven are.

    python -m benchmarks.opensearch.nodes [--nodes 3] [--folder FOLDER] [--port 9200]

starts them for a try, and stops them at Ctrl-C. Some 370 MB of memory each; the artifacts, 49 MB,
are fetched the first time and kept in ``build/opensearch``.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from search.library.files import locked

HERE = Path(__file__).parent
KEPT = HERE.parent.parent / "build" / "opensearch"
MEMORY = "512m"
JAVA = (
    "java", "-Xms256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData", "-Xshare:auto", "-Djava.awt.headless=true", "-Dlog4j2.disable.jmx=true",
)  # fmt: skip
MAIN = "ClusterNode"


class NodesUnavailable(Exception):
    """Java, Maven or OpenSearch's artifacts are not to be had here, or no node starts."""


def provide(seconds: float = 900) -> Path:
    """The folder with OpenSearch's jars and our main class; each step of making it takes at most so
    long. Raises NodesUnavailable."""
    for tool in ("java", "javac", "mvn"):
        if not shutil.which(tool):
            raise NodesUnavailable(f"{tool} is not installed")
    KEPT.mkdir(parents=True, exist_ok=True)
    source, classes = HERE / f"{MAIN}.java", KEPT / "classes"
    made = classes / f"{MAIN}.class"
    with locked(KEPT / "lock"):
        if not (KEPT / "lib").exists():
            into = ["-DincludeScope=runtime", f"-DoutputDirectory={KEPT / 'fetched'}"]
            pom = ["-q", "-B", "-f", HERE / "pom.xml"]
            run(seconds, "mvn", *pom, *into, "dependency:copy-dependencies")
            (KEPT / "fetched").rename(KEPT / "lib")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            run(seconds, "javac", "-nowarn", "-cp", f"{KEPT / 'lib'}/*", "-d", classes, source)
            shutil.copy(HERE / "log4j2.properties", classes)
    return KEPT


def run(seconds: float, *command: str | Path) -> None:
    """Run a command for at most so long. Raises NodesUnavailable when it fails."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # with all that it started
            process.wait()
            raise NodesUnavailable(f"{command[0]} took more than {seconds:.0f} s") from None
        if code:
            said.seek(0)
            told = said.read(500).decode(errors="replace")
            raise NodesUnavailable(f"{command[0]}: {told}")


class Nodes:
    """Nodes in folders below ``folder``, which end when the process ``owner`` does."""

    def __init__(  # noqa: PLR0913 - each has a use of its own
        self, folder: Path, count: int = 1, *, owner: int = 0, ports: list[int] | None = None,
        seconds: float = 900, memory: str = MEMORY,
    ) -> None:  # fmt: skip
        self._memory = memory
        self._kept = provide(seconds)
        self._folder = folder
        self._owner = owner
        free = free_ports(2 * count)
        self.ports = ports or free[:count]
        self._transport = free[count:]
        self.processes: list[subprocess.Popen[bytes] | None] = [None] * count
        for n in range(count):
            self.start(n)

    @property
    def urls(self) -> str:
        """The addresses of all, with spaces between."""
        return " ".join(f"http://127.0.0.1:{port}" for port in self.ports)

    def start(self, n: int) -> None:
        """Start a node."""
        seeds, names = "", ""
        if len(self.ports) > 1:
            seeds = ",".join(f"127.0.0.1:{port}" for port in self._transport)
            names = ",".join(f"node-{k}" for k in range(len(self.ports)))
        home = self._folder / f"node-{n}"
        home.mkdir(parents=True, exist_ok=True)
        path = f"{self._kept / 'classes'}:{self._kept / 'lib'}/*"
        given = [home, f"node-{n}", self.ports[n], self._transport[n], self._owner, seeds, names]
        with (home / "log").open("ab") as log:
            self.processes[n] = subprocess.Popen(  # noqa: S603
                [*JAVA, f"-Xmx{self._memory}", "-cp", path, MAIN, *map(str, given)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def wait(self, seconds: float = 240, status: str = "yellow") -> None:
        """Wait until each says that all are one cluster of that status; what some say may be of
        before one was killed. Raises TimeoutError, and NodesUnavailable when one ended."""
        count = len(self.ports)
        asked = f"_cluster/health?wait_for_nodes={count}&timeout=1s&wait_for_status={status}"
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for n, process in enumerate(self.processes):
                if process and process.poll() is not None:
                    raise NodesUnavailable(f"node-{n} ended: {self._last_words(n)}")
            if all(answers(f"http://127.0.0.1:{port}/{asked}") for port in self.ports):
                return
            time.sleep(0.2)
        raise TimeoutError(f"no {status} cluster of {count} in {seconds:.0f} s")

    def _last_words(self, n: int) -> str:
        return (self._folder / f"node-{n}" / "log").read_text(errors="replace")[-500:]

    def kill(self, n: int) -> None:
        """Kill a node at once."""
        process = self.processes[n]
        if process:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def leave(self) -> None:
        """Leave them to their owner, with whom they end."""
        for process in filter(None, self.processes):
            process.returncode = 0

    def close(self) -> None:
        """Stop all."""
        for process in self.processes:
            if process and process.poll() is None:
                process.kill()
        for process in self.processes:
            if process:
                process.wait(30)


def answers(url: str) -> bool:
    """Whether that address answers well."""
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens at."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    found = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return found


@click.command()
@click.option("--nodes", default=3, type=click.IntRange(1, 9))
@click.option("--folder", type=click.Path(path_type=Path), help="Kept; else a temporary one.")
@click.option("--port", default=9200, help="Of the first node.")
def main(nodes: int, folder: Path | None, port: int) -> None:
    """Start nodes on loopback, and stop them at Ctrl-C."""
    with tempfile.TemporaryDirectory() as temporary:
        started = Nodes(folder or Path(temporary), nodes, ports=[port + n for n in range(nodes)])
        try:
            started.wait()
            click.echo(f"MENTORSOEG_ENGINE=opensearch MENTORSOEG_OPENSEARCH_URL='{started.urls}'")
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
        finally:
            started.close()


if __name__ == "__main__":
    main()
