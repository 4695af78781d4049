"""Every setting of the service, from the environment (``MENTORSOEG_…``) or ``mentorsoeg.toml``."""

from pathlib import Path
from typing import Literal

from pydantic import Field, IPvAnyNetwork, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Settings(BaseSettings):
    """The settings, each with its default; the environment wins over the file."""

    model_config = SettingsConfigDict(
        env_prefix="MENTORSOEG_", toml_file="mentorsoeg.toml", extra="forbid", frozen=True
    )

    corpus: Path = Field(Path("corpus"), description="Folder of the catalogue and what is fetched.")
    originals: str = Field(
        "",
        pattern=r"^(s3://[a-z0-9][a-z0-9.-]+(/[^\s?#]*)?)?$",
        description="Storage that hosts share, as s3://bucket/prefix, for originals and texts; "
        "empty: they lie in the corpus alone.",
    )
    index: Path = Field(Path("index"), description="Folder of the index.")
    engine: Literal["whoosh", "opensearch"] = Field(
        "whoosh",
        description="What searches: whoosh, in the folder of the index, or opensearch, a cluster.",
    )
    opensearch_url: str = Field(
        "", description="Addresses of the cluster's nodes, with spaces between."
    )
    opensearch_user: str = Field("", description="User of the cluster.")
    opensearch_password: SecretStr = Field(SecretStr(""), description="The user's password.")
    opensearch_ca: Path | None = Field(
        None, description="File of the authority that signed the cluster's certificate."
    )
    opensearch_certificate: Path | None = Field(
        None, description="File of a certificate to show the cluster, in place of a password."
    )
    opensearch_key: Path | None = Field(None, description="File of that certificate's key.")
    opensearch_index: str = Field(
        "mentorsoeg",
        pattern=r"^[a-z][a-z0-9_-]{0,99}$",
        description="Name of the index in the cluster; all that is made there begins with it.",
    )
    opensearch_shards: int = Field(
        1, ge=1, le=1024, description="Shards of an index that is made in the cluster."
    )
    opensearch_replicas: int = Field(1, ge=0, le=9, description="Copies of each shard.")
    opensearch_seconds: float = Field(
        10, gt=0, description="Seconds that the cluster may take for an answer."
    )
    opensearch_sniff: bool = Field(
        default=False,
        description="Ask the cluster for its other nodes when one fails: where these can be "
        "reached by the addresses that they know themselves by.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least level logged: debug, info, warning, error."
    )
    query_log_days: int = Field(
        1, ge=0, le=3650,
        description="Days for which searches are kept in words, and never who searched; then only "
        "counts of them. 0: none are kept.",
    )  # fmt: skip
    max_age: float = Field(
        0, ge=0,
        description="Hours since the last whole `update` after which `/readyz` answers 503; 0: "
        "never.",
    )  # fmt: skip
    metrics_from: frozenset[IPvAnyNetwork] = Field(
        frozenset(),
        description="Addresses and networks that `/metrics` answers, without a proxy between; "
        "empty: nobody.",
    )
    rate_limit: str = Field(
        "240 per minute", description="Requests that one address may make; empty: no limit."
    )
    cpu_limit: str = Field(
        "30 per minute",
        description="CPU seconds that one address may cost, whatever it asks; empty: no limit.",
    )
    answer_cpu: float = Field(
        0.7, ge=0,
        description="CPU seconds for one answer; then it says that it isn't all.",
    )  # fmt: skip
    rate_storage: str = Field(
        "",
        description="Where requests are counted, as redis://…; empty: in memory, per service.",
    )
    trusted_proxies: int = Field(
        0, ge=0, description="Proxies in front of the service whose X-Forwarded-… are believed."
    )
    processes: int = Field(
        0, ge=0, description="Processes that answer requests; 0: one for each core, at most 4."
    )
    threads: int = Field(8, ge=1, description="Threads of each that answer requests.")
    base_url: str = Field(
        "",
        pattern=r"^(https?://[^/?#\s@]+(/[^?#\s]*)?)?$",
        description="Address that readers know, as https://soeg.example.dk, for all that names the "
        "service; empty: as each request has it.",
    )
    show_copy: bool = Field(
        True,
        description="Whether our copies of originals and images of their pages are shown; false: "
        "only links. A material's own `show_copy` goes before it.",
    )
    upload_secret: str = Field(
        "",
        repr=False,
        description="What `mentorsoeg secret` makes of the secret that opens `/indlaes`, where "
        "reports are put in from a browser; empty: there is no such page.",
    )
    contact: str = Field(
        "", description="E-mail address that the accessibility statement and the about page give."
    )
    smtp: str = Field(
        "",
        pattern=r"^(smtps?://[^/?#\s]+)?$",
        description="Server for mail on saved searches, as smtp://user:password@host:587; empty: "
        "no mail.",
    )
    mail_from: str = Field(
        "", pattern=r"^([^@\s<>,;]+@[^@\s<>,;]+)?$", description="Address that such mail is from."
    )
    mail_secret: str = Field(
        "",
        pattern=r"^(.{32,})?$",
        description="Key that links in such mail are signed with, at least 32 characters.",
    )

    user_agent: str = Field(
        "mentorsoeg/0.1 (library search over reports on mentor schemes)",
        pattern=r"^[!-~][ -~]*$",
        description="Name under which pages are fetched; put a contact address in it.",
    )
    allowed_hosts: frozenset[str] = Field(
        frozenset(), description="Hosts fetched from although their address is private, by name."
    )
    connect_timeout: float = Field(
        8, gt=0, description="Seconds to look up a host, and again to connect to it."
    )
    read_timeout: float = Field(10, gt=0, description="Seconds a server may be silent.")
    file_seconds: float = Field(90, gt=0, description="Seconds that one file may take in all.")
    file_bytes: int = Field(
        100_000_000, gt=0, description="Bytes that one file may have, unpacked."
    )
    host_pause: float = Field(1, ge=0, description="Seconds between two requests to one host.")
    retries: int = Field(
        2, ge=0, description="Times a request is made again after a passing fault."
    )
    retry_after: float = Field(
        30, ge=0, description="Longest wait, in seconds, that a busy server is granted."
    )
    redirects: int = Field(6, ge=0, description="Redirects followed for one file.")
    archive_url: str = Field(
        "https://archive.org/wayback/available",
        description="The Internet Archive's availability API; empty: dead links are not asked for.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
