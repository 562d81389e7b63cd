"""The command (first version)."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def main(
    inputs: Annotated[list[str], typer.Argument()],
    format_: Annotated[str | None, typer.Option("-f", "--format")] = None,
) -> int:
    from meetextract.pipeline import extract
    from meetextract.reader import read_source

    fmt = format_ or ("table" if sys.stdout.isatty() else "jsonl")
    paths: list[str] = []
    for given in inputs:
        if Path(given).is_dir():
            paths += sorted(str(p) for p in Path(given).rglob("*.txt"))
        else:
            paths.append(given)
    failed = 0
    for path in paths:
        try:
            source = read_source(path)
            document = dataclasses.replace(extract(source.text), source=path)
        except Exception as error:  # noqa: BLE001
            print(f"meetextract: {path}: {error!r}", file=sys.stderr)
            print(json.dumps({"source": path, "error": {"code": "error", "message": repr(error)}}, ensure_ascii=False))
            failed += 1
            continue
        if fmt == "jsonl":
            print(json.dumps(dataclasses.asdict(document), ensure_ascii=False))
        elif fmt == "json":
            print(json.dumps(dataclasses.asdict(document), ensure_ascii=False, indent=2))
        else:
            from rich.console import Console

            from meetextract.views.table import render

            render(document, Console(), lang="ja")
    return 1 if failed else 0


def run() -> int:
    try:
        return app(standalone_mode=False) or 0
    except BrokenPipeError:
        os._exit(141)
