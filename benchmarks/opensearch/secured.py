"""One OpenSearch node with TLS, users and roles, by its security plugin: for tests and trials."""

import http
import json
import ssl
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)

from benchmarks.opensearch.nodes import JAVA, KEPT, MAIN, NodesUnavailable, free_ports, provide, run
from search.library.files import locked

ARTIFACT = "org.opensearch.plugin:opensearch-security:2.19.4.0:zip"
"""The latest of its kind that Maven Central has; a node of 2.19.6 takes it."""
PLUGIN = "org.opensearch.security.OpenSearchSecurityPlugin"
ADMIN, NODE, AUTHORITY = "admin", "node", "authority"
DAYS = timedelta(days=2)
SETTLING = 30.0
"""Seconds in which a node has taken in a user or a role."""
FILES = {"pemcert_filepath": f"{NODE}.pem", "pemkey_filepath": f"{NODE}.key",
         "pemtrustedcas_filepath": f"{AUTHORITY}.pem"}  # fmt: skip
SETTINGS = {
    **{f"ssl.{of}.{name}": file for of in ("transport", "http") for name, file in FILES.items()},
    "ssl.transport.enforce_hostname_verification": False,
    "ssl.http.enabled": True,
    "ssl.http.clientauth_mode": "OPTIONAL",
    "allow_default_init_securityindex": True,
    "authcz.admin_dn": [f"CN={ADMIN}"],
    "nodes_dn": [f"CN={NODE}"],
    "audit.type": "noop",
}

PASSWORDS = {
    "http_enabled": True, "order": 1,
    "http_authenticator": {"type": "basic", "challenge": True},
    "authentication_backend": {"type": "intern"},
}  # fmt: skip
CERTIFICATES = {
    "http_enabled": True, "order": 0,
    "http_authenticator": {
        "type": "clientcert", "challenge": False, "config": {"username_attribute": "cn"},
    },
    "authentication_backend": {"type": "noop"},
}  # fmt: skip
ASKED_FOR = {
    "_meta": {"type": "config", "config_version": 2},
    "config": {"dynamic": {"authc": {"passwords": PASSWORDS, "certificates": CERTIFICATES}}},
}
"""Who asks is known by a certificate's name, else by a password."""


def provide_plugin(seconds: float) -> Path:
    """The folder of the plugin; fetching takes at most so long. Raises NodesUnavailable."""
    folder, fetched = KEPT / "security", KEPT / "fetched-security"
    with locked(KEPT / "lock"):
        if not folder.exists():
            wanted = [f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={fetched}"]
            run(seconds, "mvn", "-q", "-B", *wanted, "dependency:copy")
            (archive,) = fetched.glob("*.zip")
            with zipfile.ZipFile(archive) as found:
                found.extractall(fetched / "plugin")
            (fetched / "plugin").rename(folder)
    return folder


class Certificates:
    """An authority, and what it signs, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._key = generate_private_key(SECP256R1())
        self._write(AUTHORITY, self._key, self._signed(AUTHORITY, self._key))

    @property
    def authority(self) -> Path:
        """The file of its certificate."""
        return self.folder / f"{AUTHORITY}.pem"

    def make(self, name: str) -> tuple[Path, Path]:
        """The files of a certificate in that name, and of its key."""
        key = generate_private_key(SECP256R1())
        return self._write(name, key, self._signed(name, key))

    def _signed(self, name: str, key: EllipticCurvePrivateKey) -> x509.Certificate:
        now = datetime.now(UTC)
        here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        is_authority = x509.BasicConstraints(ca=name == AUTHORITY, path_length=None)
        made = (
            x509.CertificateBuilder()
            .subject_name(_named(name))
            .issuer_name(_named(AUTHORITY))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - DAYS)
            .not_valid_after(now + DAYS)
            .add_extension(here, critical=False)
            .add_extension(is_authority, critical=True)
        )
        return made.sign(self._key, hashes.SHA256())

    def _write(
        self, name: str, key: EllipticCurvePrivateKey, certificate: x509.Certificate
    ) -> tuple[Path, Path]:
        files = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        files[1].write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )  # fmt: skip
        return files


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


class SecuredNode:
    """A node at ``url`` below ``folder``, whose ``certificates`` name who may ask; it ends when the
    process ``owner`` does. Raises NodesUnavailable."""

    def __init__(self, folder: Path, *, owner: int = 0, seconds: float = 900) -> None:
        kept, plugin = provide(seconds), provide_plugin(seconds)
        config = folder / "config"
        config.mkdir(parents=True)
        self.certificates = Certificates(config)
        self.certificates.make(NODE)
        self._admin = self.certificates.make(ADMIN)
        told = {f"plugins.security.{name}": value for name, value in SETTINGS.items()}
        (config / "opensearch.yml").write_text(json.dumps(told))
        (config / "opensearch-security").mkdir()
        for file in (plugin / "config").glob("*.yml"):
            (config / "opensearch-security" / file.name).write_bytes(file.read_bytes())
        (config / "opensearch-security" / "config.yml").write_text(json.dumps(ASKED_FOR))
        port, transport = free_ports(2)
        self.url = f"https://127.0.0.1:{port}"
        self._log = folder / "log"
        path = f"{kept / 'classes'}:{kept / 'lib'}/*:{plugin}/*"
        given = [folder, "secured", port, transport, owner, "", ""]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [*JAVA, "-Xmx512m", f"-Dplugins={PLUGIN}", "-cp", path, MAIN, *map(str, given)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def wait(self, seconds: float) -> None:
        """Wait until users can be made. Raises NodesUnavailable."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            try:
                self.ask("GET", "_plugins/_security/api/roles")
            except (OSError, urllib.error.URLError):
                time.sleep(0.5)
            else:
                return
        self.close()
        raise NodesUnavailable(self._log.read_text(errors="replace")[-500:])

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the node something as one who may do everything; again while it answers that it
        can't, as it does while it still takes in what was asked before. Raises OSError."""
        end = time.monotonic() + SETTLING
        while True:
            try:
                return self._ask(method, path, body)
            except urllib.error.HTTPError as error:
                if error.code < http.HTTPStatus.INTERNAL_SERVER_ERROR or time.monotonic() > end:
                    raise
                time.sleep(0.5)

    def _ask(self, method: str, path: str, body: Any) -> Any:
        trusting = ssl.create_default_context(cafile=self.certificates.authority)
        trusting.load_cert_chain(*self._admin)
        request = urllib.request.Request(  # noqa: S310
            f"{self.url}/{path}", json.dumps(body).encode() if body else None,
            {"Content-Type": "application/json"}, method=method,
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=30, context=trusting) as answer:  # noqa: S310
            return json.load(answer)

    def close(self) -> None:
        """Stop it."""
        self._process.kill()
        self._process.wait(30)
