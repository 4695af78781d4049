"""The group of all commands, each loaded when it is called."""

import errno
from collections.abc import Callable
from typing import Any

import click

from search.library.errors import UserError
from search.library.files import why
from search.library.visible import one_line

OPTIONS = "[TILVALG]"
"""What usage lines call options."""


class LazyCommand(click.Command):
    """Stands for the command that ``load`` gives, whose import takes long. ``help`` is the first
    sentence of that command's help, for the list of commands."""

    def __init__(self, name: str, load: Callable[[], click.Command], help: str) -> None:
        super().__init__(name, help=help)
        self.load = load

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context of the command itself: click then asks this one for nothing more."""
        command = self.load()
        command.options_metavar = OPTIONS
        return command.make_context(info_name, args, parent, **extra)


class Commands(click.Group):
    """A group whose commands tell a UserError, and a file that can't be read or written, as one
    sentence and exit with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            told = str(error)
        except OSError as error:
            if error.errno == errno.EPIPE:  # `mentorsoeg … | head`, which click ends quietly
                raise
            told = f"Kan ikke læse eller skrive {error.filename or 'en fil'}: {why(error)}."
        click.echo(f"Fejl: {one_line(told)}", err=True)
        ctx.exit(1)
