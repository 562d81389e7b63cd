"""Writes src/meetextract/API.md: every public name with its signature and docstring.

python tests/regenerate_api.py [--check]
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import meetextract

PAGE: Final = Path(meetextract.__file__).parent / "API.md"
_HEAD: Final = """# The library

Made from the code by `tests/regenerate_api.py`; do not edit.

"""


def page() -> str:
    """The whole page."""
    names = [name for name in meetextract.__all__ if name != "__version__"]
    functions = [name for name in names if inspect.isfunction(getattr(meetextract, name))]
    classes = [name for name in names if name not in functions]
    parts = [_HEAD, inspect.cleandoc(meetextract.__doc__ or ""), "\n\n## Functions\n"]
    parts += [_function(f"meetextract.{name}", getattr(meetextract, name)) for name in functions]
    parts.append("\n## Records and errors\n")
    parts += [_class(name, getattr(meetextract, name)) for name in classes]
    return "".join(parts)


def _function(name: str, function: Any, level: int = 3) -> str:
    doc = inspect.getdoc(function) or ""
    return f"\n{'#' * level} {name}\n\n```text\n{name.rpartition('.')[2]}{_signature(function)}\n```\n\n{_text(doc)}\n"


def _signature(function: Any) -> str:
    signature = inspect.signature(function)
    kept = [value for key, value in signature.parameters.items() if key not in {"self", "cls"}]
    return str(signature.replace(parameters=kept)).replace("'", "")


def _class(name: str, kind: type) -> str:
    lines = [f"\n### {name}\n\n{_text(inspect.getdoc(kind) or '')}\n"]
    if dataclasses.is_dataclass(kind):
        lines.append("\n| field | type |\n|---|---|\n")
        lines += [f"| `{field.name}` | `{_type(field.type)}` |\n" for field in dataclasses.fields(kind)]
    for attribute, value in vars(kind).items():
        if isinstance(value, property) and not attribute.startswith("_"):
            lines.append(f"\n#### {name}.{attribute}\n\n{_text(inspect.getdoc(value) or '')}\n")
    lines += [_function(f"{name}.{method}", function, 4) for method, function in _methods(kind)]
    return "".join(lines)


def _methods(kind: type) -> Iterator[tuple[str, Any]]:
    for name, value in vars(kind).items():
        function = value.__func__ if isinstance(value, classmethod) else value
        if not name.startswith("_") and inspect.isfunction(function):
            yield name, function


def _type(hint: object) -> str:
    return str(hint).replace("|", "\\|")


def _text(doc: str) -> str:
    """A docstring as Markdown: what its sections list is a list there."""
    lines = []
    for line in doc.splitlines():
        if line.startswith("        ") and lines:
            lines[-1] += " " + line.strip()
            continue
        section = line.strip() in {"Args:", "Raises:", "Returns:", "Attributes:"}
        inside = line.startswith("    ") and not line.startswith("        ")
        lines.append(f"**{line.strip()}**\n" if section else f"- {line.strip()}" if inside else line.strip())
    return "\n".join(lines)


def main() -> int:
    wanted = page()
    if "--check" not in sys.argv:
        PAGE.write_text(wanted, "utf-8")
    elif PAGE.read_text("utf-8") != wanted:
        print("src/meetextract/API.md is not up to date: python tests/regenerate_api.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
