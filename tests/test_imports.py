"""Imports point one way: from the command down to the records, and outside packages are met in one place each."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).parents[1] / "src" / "meetextract"

# From the ground up. A module imports what stands below it, or beside it as long as there is no way back. A new module
# has to be given its floor here; a folder stands for all in it that is not named.
FLOORS: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("records and errors", frozenset({"model", "errors", "kept", "views.visible"})),
    ("words", frozenset({"tokens", "sentences", "lexicon", "tables", "titles", "collect", "radicals"})),
    (
        "finding",
        frozenset(
            {"clauses", "dates", "events", "headers", "layout", "mentions", "names", "people", "places"}
            | {"points", "contents", "predicates", "speakers"}
        ),
    ),
    (
        "meetings",
        frozenset(
            {
                "drafts",
                "facts",
                "sides",
                "implied",
                "openings",
                "sections",
                "summaries",
                "headings",
                "meetings",
                "lists",
                "gate",
            }
        ),
    ),
    ("pipeline", frozenset({"records", "explain", "pipeline"})),
    (
        "in and out",
        frozenset(
            {
                "reader",
                "export",
                "views",
                "batch",
                "failures",
                "interrupts",
                "journal",
                "outputs",
                "pages",
                "processing",
            }
            | {"progress", "schema", "select", "verify", "versions", "warm", "workers", "arrow", "distributed"}
        ),
    ),
    ("command", frozenset({"arguments", "command", "shards", "cli", "__main__"})),
)

# Who may import a package from outside; nobody else does.
OUTSIDE: Final = {
    "fugashi": {"tokens"},
    "typer": {"cli"},
    "rich": {"views.fold", "views.picture", "views.table", "pages", "progress"},
    "openpyxl": {"export.xlsx"},
    "pyarrow": {"export.parquet", "export.arrow_schema", "arrow", "distributed"},
    "pypdf": {"reader.pdf"},
    "distributed": {"distributed"},
}


@dataclass(frozen=True)
class Import:
    """One import statement: `at_start` when it runs as the module is imported, `typing` when it never runs."""

    importer: str
    imported: str
    line: int
    at_start: bool
    typing: bool

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: Final = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(name: str, path: Path) -> Iterator[Import]:
    """Imports of a module: those of this package by the name of the module, those from outside with a leading /."""
    tree = ast.parse(path.read_text("utf-8"))

    def walk(node: ast.AST, *, at_start: bool, typing: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                yield from walk(child, at_start=at_start, typing=True)
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                yield from walk(child, at_start=False, typing=typing)
            elif isinstance(child, ast.Import):
                for alias in child.names:
                    yield Import(name, target(alias.name), child.lineno, at_start, typing)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{name}:{child.lineno}: imports are absolute here"
                module = child.module or ""
                for alias in child.names:
                    inner = target(f"{module}.{alias.name}")
                    found = inner if inner in MODULES and inner else target(module)
                    yield Import(name, found, child.lineno, at_start, typing)
            else:
                yield from walk(child, at_start=at_start, typing=typing)

    yield from walk(tree, at_start=True, typing=False)


def target(dotted: str) -> str:
    if dotted == "meetextract":
        return ""
    if dotted.startswith("meetextract."):
        return dotted.removeprefix("meetextract.")
    return "/" + dotted.split(".", maxsplit=1)[0]


ALL: Final = [found for name, path in MODULES.items() for found in imports(name, path)]
INSIDE: Final = [i for i in ALL if i.imported in MODULES and i.imported]


def floor(module: str) -> int | None:
    for name in (module, module.split(".", maxsplit=1)[0]):
        for level, (_, modules) in enumerate(FLOORS):
            if name in modules:
                return level
    return None


def test_every_module_has_its_floor_and_every_name_is_a_module() -> None:
    assert [name for name in MODULES if name and floor(name) is None] == []
    assert {name for _, modules in FLOORS for name in modules} - set(MODULES) == set()


def test_no_module_imports_from_a_floor_above() -> None:
    up = [str(i) for i in INSIDE if i.importer and (floor(i.importer) or 0) < (floor(i.imported) or 0)]
    assert up == []


def test_no_import_leads_back() -> None:
    graph: dict[str, set[str]] = {}
    for found in INSIDE:
        # A package's own __init__ gathers its modules, and they say nothing about it.
        if found.importer and not found.typing and found.importer != found.imported:
            graph.setdefault(found.importer, set()).add(found.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_what_reads_knows_nothing_of_what_writes() -> None:
    others = ("export", "views", "batch", "pipeline", "command", "cli")
    assert [str(i) for i in INSIDE if i.importer.startswith("reader") and i.imported.split(".")[0] in others] == []


@pytest.mark.parametrize("package", sorted(OUTSIDE))
def test_a_package_from_outside_is_imported_in_its_place_only(package: str) -> None:
    users = {i.importer for i in ALL if i.imported == f"/{package}" and not i.typing}
    assert users
    assert users <= OUTSIDE[package]


def test_no_other_package_from_outside_is_imported() -> None:
    outside = {i.imported.removeprefix("/") for i in ALL if i.imported.startswith("/")}
    assert outside - set(sys.stdlib_module_names) - set(OUTSIDE) == set()


def test_extracting_loads_neither_the_command_nor_the_formats() -> None:
    code = (
        "import sys; before = set(sys.modules)\n"
        "from meetextract import extract; extract('森外相は仏外相と会談し、協力で一致した。')\n"
        "print(*sorted({m.split('.')[0] for m in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.split())
    assert "fugashi" in loaded
    assert loaded & {"typer", "rich", "openpyxl", "pyarrow", "pypdf", "distributed", "pandas", "sqlite3"} == set()
