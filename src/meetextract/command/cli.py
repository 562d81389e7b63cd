"""The options of the command, as Typer reads and explains them. Nothing here decides about meetings.

Everything that takes time to import is imported where it is needed: `--help` and a run on one file have to be quick.
"""

from typing import Annotated

import typer

from meetextract.command.perform import COMPLETE, perform, pipe, warm
from meetextract.errors import ArgumentError
from meetextract.run.failures import ExitStatus

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

EPILOG = """\b
Examples:
  meetextract article.txt                      a readable page
  meetextract article.txt | jq .meetings       JSON Lines when piped
  meetextract articles/ -o meetings.csv        a folder, all in one table
  curl -s URL | meetextract -

\b
Exit status: 0 done, 1 some inputs failed, 2 wrong usage, 3 nothing could be
read, 130 interrupted.
"""


def _print(text: str) -> None:
    with pipe():
        typer.echo(text)


def _print_version(lexicons: list[str], *, as_json: bool) -> int:
    from pathlib import Path

    from meetextract.lexicon.versions import versions
    from meetextract.model import SCHEMA_VERSION

    try:
        (name, version), *others = versions(Path(path) for path in lexicons)
    except OSError as error:
        raise ArgumentError(f"{error.filename}: cannot be read: {error.strerror}") from error
    if as_json:
        import json

        _print(json.dumps({name: version, "schema": SCHEMA_VERSION, **dict(others)}, ensure_ascii=False))
    else:
        more = ", ".join(f"{key} {value}" for key, value in (("schema", str(SCHEMA_VERSION)), *others))
        _print(f"{name} {version} ({more})")
    return ExitStatus.DONE


def _print_completion(shell: str | None) -> None:
    if shell is None:
        return
    from typer._completion_shared import get_completion_script

    known = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "powershell", "pwsh": "pwsh"}
    if shell.lower() not in known:
        raise ArgumentError(f"--completion knows no shell {shell!r}", hint="bash, zsh, fish or powershell")
    if shell.lower() == "zsh":  # a zsh without its completion system knows no compdef
        _print("(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }")
    _print(get_completion_script(prog_name="meetextract", complete_var=COMPLETE, shell=known[shell.lower()]))
    raise typer.Exit


def _beginning(values: list[str], word: str) -> list[str]:
    return [value for value in values if value.casefold().startswith(word.casefold())]


def _formats(incomplete: str) -> list[str]:
    from meetextract.export import FORMATS

    return _beginning(["table", *FORMATS], incomplete)


def _kinds(incomplete: str) -> list[str]:
    from meetextract.model import KINDS

    return _beginning(list(KINDS), incomplete)


def _countries(incomplete: str) -> list[str]:
    from meetextract.lexicon.names import usual_names

    return _beginning(usual_names(), incomplete)


def _colors(incomplete: str) -> list[str]:
    return _beginning(["auto", "always", "never"], incomplete)


def _languages(incomplete: str) -> list[str]:
    return _beginning(["ja", "en"], incomplete)


def _shells(incomplete: str) -> list[str]:
    return _beginning(["bash", "zsh", "fish", "powershell"], incomplete)


def _print_schema(names: list[str]) -> int:
    import json

    from meetextract.export.schema import schema

    if names:
        from meetextract.export.occasion_schema import schema_of

        _print(json.dumps(schema_of(names), ensure_ascii=False, indent=2))
    else:
        _print(json.dumps(schema(), ensure_ascii=False, indent=2))
    return ExitStatus.DONE


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def meetextract(  # noqa: PLR0913, PLR0917  (one parameter an option)
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...",
            help="Files, folders or patterns; - or nothing for standard input. Read are text, Markdown, web pages, "
            "PDF, mail, and tables and feeds of articles (.csv .tsv .jsonl .xlsx .parquet .xml .mbox .zip).",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--format",
            metavar="FORMAT",
            autocompletion=_formats,
            help="table, json, jsonl, csv, md, html, sqlite, plover, annotations, jsonld, "
            "xlsx or parquet; by default that of the output's "
            "suffix, else table on a terminal and jsonl in a pipe.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="A file to write, or a folder (ending in /) for a file per input in the shape of the input tree.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an output that is there already.")] = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on where a run to this output stopped; give it from the first run on to have only new and changed "
            "inputs read the next time. What is done stands in OUTPUT.journal, which a run of many inputs keeps until "
            "it ends, and one with --resume for good.",
        ),
    ] = False,
    agreed: Annotated[
        bool, typer.Option("--agreed", help="Keep agreed points: agree, confirm, share, sign, announce.")
    ] = False,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            autocompletion=_kinds,
            help="Keep points of this kind: agree, 一致, … ; may be repeated.",
            show_default=False,
        ),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            "--country",
            metavar="NAME",
            autocompletion=_countries,
            help="Keep meetings in which it takes part: a code or any usual name (US, 米, Britain); may be repeated.",
            show_default=False,
        ),
    ] = None,
    person: Annotated[
        list[str] | None,
        typer.Option(
            "--person",
            metavar="NAME",
            help="Keep meetings with this person: a part of the name or reading; may be repeated. A full name finds "
            "reports that give the family name alone only with --occasions, --compare or --changes, which read all.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Keep meetings from this day, month or year on.", show_default=False),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Keep meetings up to this day, month or year.", show_default=False),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The publication date of texts that do not say it.", show_default=False),
    ] = None,
    lexicon: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="Your own countries, titles, predicates and labels (TOML); may be repeated.",
            show_default=False,
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The encoding of the inputs; found without asking.", show_default=False),
    ] = None,
    files_from: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Read the inputs listed in a file (- for standard input), one a line or ended by NUL.",
            show_default=False,
        ),
    ] = None,
    text_column: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Tables: the column that holds the article; found by its name without this.",
            show_default=False,
        ),
    ] = None,
    title_column: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Tables: the column that holds the headline.",
            show_default=False,
        ),
    ] = None,
    date_column: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Tables: the column that holds the publication date.",
            show_default=False,
        ),
    ] = None,
    publisher_column: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Tables: the column that holds the paper or site.",
            show_default=False,
        ),
    ] = None,
    id_column: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Tables: the column that holds the name of a row in the records: FILE#ID for FILE#ROW.",
            show_default=False,
        ),
    ] = None,
    max_size: Annotated[str, typer.Option(metavar="SIZE", help="Refuse inputs beyond this size (K, M, G).")] = "64M",
    with_text: Annotated[bool, typer.Option("--with-text", help="Keep the text in every record.")] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="On standard error: the rule behind each record, and why what tells of talks made none."
        ),
    ] = False,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", metavar="N", min=0, max=256, help="Processes that read; 0 for all cores.")
    ] = 1,
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Read Parquet files of articles (columns id, text) into Parquet files in a folder, on workers of a "
            "Dask scheduler; `local` starts -j of them here, one a core unless told.",
            show_default=False,
        ),
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with the mark that Japanese Excel needs.")] = False,
    no_defuse: Annotated[
        bool,
        typer.Option(
            "--no-defuse",
            help="Leave CSV cells as they are. By default a cell that a spreadsheet could take for a formula gets an "
            "apostrophe before it.",
        ),
    ] = False,
    color: Annotated[
        str,
        typer.Option(metavar="WHEN", autocompletion=_colors, help="auto, always or never (NO_COLOR is obeyed)."),
    ] = "auto",
    width: Annotated[
        int | None,
        typer.Option(metavar="N", min=20, max=1000, help="Columns of the readable page.", show_default=False),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="LANG",
            autocompletion=_languages,
            help="Language of labels: ja or en; by default that of the locale, Japanese for C.",
        ),
    ] = None,
    verify: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Check the records of a JSON Lines file against their sources: hashes, schema, every slice.",
            show_default=False,
        ),
    ] = None,
    occasions: Annotated[
        bool,
        typer.Option(
            "--occasions", help="Put the reports of one meeting together: one record a meeting. Reads .jsonl as well."
        ),
    ] = False,
    compare: Annotated[
        bool,
        typer.Option("--compare", help="Hold two inputs (reports, folders or .jsonl) against each other."),
    ] = False,
    changes: Annotated[
        bool,
        typer.Option("--changes", help="For each pair of sides, what is new against their meeting before."),
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop from a SQLite output what is no longer among the inputs.")
    ] = False,
    schema: Annotated[
        bool,
        typer.Option("--schema", help="Print the JSON Schema of the records, or of what is named after it."),
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the versions of program, schema, dictionary and lexicon: what to cite."),
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="With --version: as JSON.")] = False,
    completion: Annotated[
        str | None,
        typer.Option(
            "--completion",
            metavar="SHELL",
            autocompletion=_shells,
            callback=_print_completion,
            is_eager=True,
            help='Print what completes this command in bash, zsh, fish or powershell: eval "$(meetextract --completion '
            'bash)".',
            show_default=False,
        ),
    ] = None,
) -> int:
    """Says who met whom and what they agreed in Japanese reports of diplomatic meetings, each value with its place in
    the text."""
    if json_ and not version:
        raise ArgumentError("--json goes with --version", hint="for records as JSON: -f json")
    if version:
        return _print_version(lexicon or [], as_json=json_)
    if schema:
        return _print_schema(inputs or [])
    with warm():
        from meetextract.command.options import Arguments

        arguments = Arguments(
            inputs=tuple(inputs or ()),
            format=format_,
            output=output,
            force=force,
            resume=resume,
            agreed=agreed,
            kinds=tuple(kind or ()),
            countries=tuple(country or ()),
            persons=tuple(person or ()),
            since=since,
            until=until,
            date=date,
            lexicons=tuple(lexicon or ()),
            encoding=encoding,
            files_from=files_from,
            text_column=text_column,
            title_column=title_column,
            date_column=date_column,
            publisher_column=publisher_column,
            id_column=id_column,
            max_size=max_size,
            with_text=with_text,
            explain=explain,
            jobs=jobs,
            dask=dask,
            bom=bom,
            defuse=not no_defuse,
            color=color,
            width=width,
            lang=lang,
            verify=verify,
            occasions=occasions,
            compare=compare,
            changes=changes,
            prune=prune,
        )
        return perform(arguments)
