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

# From the ground up, one folder a line (or a module at the top). It imports what stands above it in this list and what
# lies in itself, as long as there is no way back.
FLOORS: Final = (
    "errors",
    "expressions",
    "plain",
    "model",
    "lexicon",
    "text",
    "people",
    "talks",
    "points",
    "pipeline",
    "reader",
    "occasions",
    "export",
    "views",
    "run",
    "library",
    "command",
    "__main__",
)

# Who may import a package from outside; nobody else does.
OUTSIDE: Final = {
    "fugashi": {"text.words"},
    "typer": {"command.cli", "command.start"},
    "rich": {
        *("views.drawing", "views.fold", "views.occasions", "views.picture", "views.table", "run.progress"),
    },
    "openpyxl": {"export.xlsx", "reader.workbook"},
    "pyarrow": {
        *("export.parquet", "export.occasions_parquet", "export.arrow_schema"),
        *("reader.parquet", "run.arrow", "run.dask"),
    },
    "pypdf": {"reader.pdf"},
    "docx": {"reader.docx"},
    "markdown_it": {"reader.markdown"},
    "mdit_py_plugins": {"reader.markdown"},
    "pandas": {"library"},
    "distributed": {"run.dask"},
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


def floor(module: str) -> int:
    """A folder's own `__main__` is a tool for developers and stands above all."""
    if module.endswith("__main__"):
        return len(FLOORS) - 1
    return FLOORS.index(module.split(".", maxsplit=1)[0])


def test_every_folder_has_its_floor_and_every_floor_is_there() -> None:
    assert {name.split(".")[0] for name in MODULES if name} == set(FLOORS)


def test_no_module_imports_from_a_floor_above() -> None:
    up = [str(i) for i in INSIDE if i.importer and floor(i.importer) < floor(i.imported)]
    assert up == []


def test_no_import_leads_back() -> None:
    graph: dict[str, set[str]] = {}
    for found in INSIDE:
        # A package's own __init__ gathers its modules, and they say nothing about it.
        own_main = found.importer.endswith("__main__")
        if found.importer and not found.typing and found.importer != found.imported and not own_main:
            graph.setdefault(found.importer, set()).add(found.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_what_reads_knows_nothing_of_what_writes() -> None:
    others = ("export", "views", "run", "pipeline", "command")
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
