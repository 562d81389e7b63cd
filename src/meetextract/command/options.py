"""The options of the command as the user gave them."""

from __future__ import annotations

from typing import NamedTuple


class Arguments(NamedTuple):
    """One field an option; what none of them says is left to the command."""

    inputs: tuple[str, ...] = ()
    format: str | None = None
    output: str | None = None
    force: bool = False
    resume: bool = False
    agreed: bool = False
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    date: str | None = None
    lexicons: tuple[str, ...] = ()
    encoding: str | None = None
    files_from: str | None = None
    text_column: str | None = None
    title_column: str | None = None
    date_column: str | None = None
    publisher_column: str | None = None
    id_column: str | None = None
    max_size: str = "64M"
    with_text: bool = False
    explain: bool = False
    jobs: int = 1
    dask: str | None = None
    bom: bool = False
    defuse: bool = True
    color: str = "auto"
    width: int | None = None
    lang: str | None = None
    verify: str | None = None
    occasions: bool = False
    compare: bool = False
    changes: bool = False
    prune: bool = False
