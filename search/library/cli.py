"""What the commands of every part share: the folders, and wrong settings told in a sentence."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any

import click
from pydantic import ValidationError
from pydantic_settings import SettingsError

from search.library.errors import UserError
from search.library.settings import Settings


def with_settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--corpus`` and ``--index``, and the Settings they make as first argument."""

    @click.option(
        "--corpus", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
        help="Mappen med katalog og originaler (MENTORSOEG_CORPUS; ellers ./corpus).",
    )  # fmt: skip
    @click.option(
        "--index", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
        help="Mappen med indekset (MENTORSOEG_INDEX; ellers ./index).",
    )  # fmt: skip
    @wraps(command)
    def run(*args: Any, corpus: Path | None, index: Path | None, **options: Any) -> Any:
        given = {"corpus": corpus, "index": index}
        return command(given_settings({k: v for k, v in given.items() if v}), *args, **options)

    return run


def given_settings(given: dict[str, Any]) -> Settings:
    """The settings with what the command line gives. Raises UserError naming a wrong one."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UserError(f"Indstillingen {name!r} er forkert: {first['msg']}.") from error
    except SettingsError as error:
        raise UserError(f"Indstillingerne i miljøet kan ikke læses: {error}.") from error
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"mentorsoeg.toml kan ikke læses: {error}.") from error
