"""Groups of commands in which one command is meant where none is named."""

from __future__ import annotations

from typing import Any, ClassVar

from typer.core import TyperGroup


class DefaultGroup(TyperGroup):
    """A group that takes a first word which is no command as the start of the default command's own words."""

    default: ClassVar[str] = ""
    alone: ClassVar[bool] = False
    """Whether the default command is meant where nothing follows."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command before words that name none."""
        asks_help = bool(args) and args[0] in ctx.help_option_names
        named = bool(args) and args[0] in self.commands
        if not named and not asks_help and (args or self.alone):
            args = [self.default, *args]
        return super().parse_args(ctx, args)
