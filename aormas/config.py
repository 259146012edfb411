"""One frozen Settings object: read once from the environment and `aormas.toml`, checked before anything starts."""

from __future__ import annotations

import ipaddress
import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
FACES = ("public", "portal", "desk")
EVERYWHERE = ("0.0.0.0/0", "::/0")


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the setting and what it may be."""


@dataclass(frozen=True)
class Settings:
    """What a machine's keeper may set. Everything about the office itself lives in the database."""

    instance: Path
    database_url: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    faces: tuple[str, ...] = FACES
    desk_networks: tuple[str, ...] = EVERYWHERE
    trusted_proxy: str = ""
    threads: int = 8
    smtp_url: str = ""
    mail_from: str = ""
    development: bool = False

    @property
    def files(self) -> Path:
        """The folder of stored papers."""
        return self.instance / "files"

    @property
    def secure(self) -> bool:
        """Whether people reach the site by HTTPS, so that cookies may insist on it."""
        return self.public_url.startswith("https://")

    @property
    def address(self) -> str:
        """Where people reach the site, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def load(environment: Mapping[str, str] | None = None, **overrides: object) -> Settings:
    """Return the settings: `overrides` before environment (`AORMAS_…`) before `aormas.toml` before defaults.

    The instance folder and the secret key are made when missing (mode 0700 and 0600). Raises `SettingsError`.
    """
    environment = os.environ if environment is None else environment
    instance = Path(
        str(overrides.pop("instance", "") or environment.get("AORMAS_INSTANCE") or ROOT / "instance")
    ).resolve()
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    raw = {**_from_file(instance / "aormas.toml"), **_from_environment(environment), **overrides}
    raw.setdefault("database_url", f"sqlite:///{instance / 'aormas.sqlite3'}")
    raw.setdefault("secret_key", _secret(instance / "secret.key"))
    values = {name: _convert(name, value) for name, value in raw.items()}
    settings = Settings(instance=instance, **values)  # type: ignore[arg-type]
    _check(settings)
    return settings


def demo_instance() -> Path:
    """Return the folder of the demo: `AORMAS_INSTANCE` where it is set, else `instance/demo`."""
    return Path(os.environ.get("AORMAS_INSTANCE") or ROOT / "instance" / "demo")


def _names() -> set[str]:
    return {field.name for field in fields(Settings)} - {"instance"}


def _from_file(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path.name}: {error}") from None
    unknown = set(values) - _names()
    if unknown:
        raise SettingsError(
            f"{path.name}: unknown setting {', '.join(sorted(unknown))}; known: {', '.join(sorted(_names()))}"
        )
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    return {name: environment[key] for name in _names() if environment.get(key := f"AORMAS_{name.upper()}")}


def _secret(path: Path) -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
    return path.read_text().strip()


def _convert(name: str, value: object) -> object:
    if name in {"faces", "desk_networks"}:
        parts = value if isinstance(value, (list, tuple)) else str(value).split(",")
        return tuple(str(part).strip() for part in parts if str(part).strip())
    if name in {"port", "threads"}:
        try:
            return int(str(value))
        except ValueError:
            raise SettingsError(f"AORMAS_{name.upper()} is a whole number, not {value!r}") from None
    if name == "development":
        return str(value).lower() in {"1", "true", "yes"}
    return str(value)


def _check(settings: Settings) -> None:
    if not 0 <= settings.port <= 65535:
        raise SettingsError(f"AORMAS_PORT lies between 0 and 65535, not {settings.port}")
    if unknown := set(settings.faces) - set(FACES):
        raise SettingsError(f"AORMAS_FACES: unknown face {', '.join(sorted(unknown))}; known: {', '.join(FACES)}")
    for network in settings.desk_networks:
        try:
            ipaddress.ip_network(network)
        except ValueError:
            raise SettingsError(f"AORMAS_DESK_NETWORKS: {network!r} is no network such as 192.168.1.0/24") from None
    if settings.database_url.split(":")[0].split("+")[0] not in {"sqlite", "postgresql"}:
        raise SettingsError("AORMAS_DATABASE_URL begins with sqlite:/// or postgresql+psycopg://")
    if settings.public_url and urlsplit(settings.public_url).scheme not in {"http", "https"}:
        raise SettingsError("AORMAS_PUBLIC_URL begins with http:// or https://")
    if settings.smtp_url and urlsplit(settings.smtp_url).scheme not in {"smtp", "smtps", "starttls"}:
        raise SettingsError("AORMAS_SMTP_URL begins with smtp://, smtps:// or starttls://")
    if len(settings.secret_key) < 32:
        raise SettingsError("AORMAS_SECRET_KEY has at least 32 characters")
