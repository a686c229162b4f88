"""What DESIGN.md says of rooms and levels, read from the source itself; test_desk_is_private.py proves it running."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

ROOT = Path(settings.BASE_DIR)
PLAIN = {"manuscript", "querystrings"}  # no Django, no input or output
NOUNS = {"fields", "text", "models"}
PUBLIC_EDGES = {"views", "feeds", "sitemaps", "api", "oai", "templatetags"}
EDGES = PUBLIC_EDGES | {"admin", "login", "previews", "management", "checks", "middleware", "apps"}
# Everything else in reports/ is a verb, or a read worth a name.
DESK = {"Report", "Finding", "KeyFigure", "Document", "Edition", "Chapter", "Contribution", "ReportTag", "Submission"}


@cache
def _sources(*rooms: str) -> dict[str, tuple[Path, ast.Module]]:
    """Module names with their files and trees; migrations are history, not code."""
    found = {}
    for path in (path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" not in parts:
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = path, ast.parse(path.read_text("utf-8"), str(path))
    return found


def _modules() -> dict[str, tuple[Path, ast.Module]]:
    return _sources("reports", "fou")


def _imports(module: str, tree: ast.AST | None = None) -> Iterator[str]:
    """The full names of modules that a module, or a piece of it, imports."""
    path, whole = _modules()[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(tree or whole):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            source = ".".join(part for part in (base, node.module) if part)
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield inner if inner in _modules() else source


def _room(module: str) -> str:
    """ "reports.views.site" → "views"; the empty name for what is not ours."""
    parts = module.split(".")
    return parts[1] if parts[0] == "reports" and len(parts) > 1 else ""


def _level(room: str) -> int:
    return 0 if room in PLAIN else 1 if room in NOUNS else 3 if room in EDGES else 2


# Levels -------------------------------------------------------------------------------------------
def test_a_module_imports_only_its_own_level_and_lower_ones():
    upward = [
        f"{module} imports {imported}"
        for module in _modules()
        for imported in _imports(module)
        if _room(module) and _room(imported) and _level(_room(imported)) > _level(_room(module))
    ]
    assert upward == []


def test_edges_do_not_import_each_other():
    across = [
        f"{module} imports {imported}"
        for module in _modules()
        for imported in _imports(module)
        if _room(module) in EDGES and _room(imported) in EDGES - {_room(module)}
    ]
    assert across == []


def test_the_manuscript_knows_neither_django_nor_the_rest_of_us():
    foreign = {
        f"{module} imports {imported}"
        for module in _modules()
        for imported in _imports(module)
        if _room(module) in PLAIN
        and (
            imported.startswith(("django", "fou")) or (_room(imported) not in PLAIN and imported.startswith("reports"))
        )
    }
    assert foreign == set()


def test_reports_does_not_import_the_configuration():
    assert [m for m in _modules() if _room(m) and any(i.split(".")[0] == "fou" for i in _imports(m))] == []


def test_own_code_is_imported_at_the_top_of_a_module():
    hidden = [
        f"{module}:{node.lineno} imports {imported}"
        for module, (_, tree) in _modules().items()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for imported in _imports(module, node)
        if imported.split(".")[0] in {"reports", "fou"}
    ]
    assert hidden == []


def test_nothing_of_ours_happens_by_signals():
    signals = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.test.signals")
    listening = [f"{m} imports {i}" for m in _modules() for i in _imports(m) if i.startswith(signals)]
    named = [f"{m} names a signal" for m, (_, tree) in _modules().items() if _names(tree) & {"receiver", "post_save"}]
    assert listening + named == []


# The public side ----------------------------------------------------------------------------------
def _names(tree: ast.AST) -> set[str]:
    """Every attribute, imported name, keyword and name of a model asked for by text that stands in a piece of code."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) | ast.alias(name=name) | ast.keyword(arg=str(name)):
                found.add(name.rpartition(".")[2])
            case ast.Call(func=ast.Attribute(attr="get_model"), args=[*_, ast.Constant(value=str(name))]):
                found.add(name.rpartition(".")[2])
            case ast.Constant(value=str(path)) if re.fullmatch(r"-?source(__\w+)?", path):
                found.add("source")
    return found


def _behind_public_pages() -> set[str]:
    """The public edges and what they use, directly or through others; the nouns themselves are not asked."""
    waiting = [module for module in _modules() if _room(module) in PUBLIC_EDGES]
    found = set()
    while waiting:
        module = waiting.pop()
        if module not in found and module in _modules() and _level(_room(module)) >= 2:
            found.add(module)
            waiting += _imports(module)
    return found


def test_public_edges_reach_what_they_should():
    assert {
        "reports.browsing.filters",
        "reports.browsing.queries",
        "reports.publishing.redirects",
    } <= _behind_public_pages()
    assert not {"reports.publishing.reports", "reports.exchange", "reports.admin.reports"} & _behind_public_pages()


def test_no_public_edge_names_a_desk_model_or_follows_a_publication_to_its_source():
    named = {module: sorted(_desk_words(_modules()[module][1])) for module in _behind_public_pages()}
    assert {module: words for module, words in named.items() if words} == {}


def _desk_words(tree: ast.AST) -> set[str]:
    return {word for word in _names(tree) if word in DESK or word == "source" or word.startswith("source__")}


def test_no_public_template_follows_a_publication_to_its_source():
    public = [path for path in (ROOT / "templates").rglob("*.html") if "admin" not in path.parts]
    assert [path.name for path in public if re.search(r"\.source\b(?!_)", path.read_text("utf-8"))] == []
    assert public


def test_every_route_says_for_whom_it_is():
    routes = [pattern for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)]
    resolvers = [str(pattern.pattern) for pattern in get_resolver().url_patterns if not isinstance(pattern, URLPattern)]
    assert {route.name: getattr(route.callback, "audience", None) for route in routes if _audience(route) is None} == {}
    assert {_audience(route) for route in routes} <= {"public", "machine", "shared"}
    assert resolvers == ["konto/", "admin/"]


def _audience(route: URLPattern) -> str | None:
    return getattr(route.callback, "audience", None)


# House rules --------------------------------------------------------------------------------------
def _files() -> list[Path]:
    python = [path for path, _ in _sources("reports", "fou", "tests").values()]
    return python + sorted((ROOT / "templates").rglob("*.html"))


def test_no_file_is_longer_than_three_hundred_lines():
    long = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in _files()}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_no_module_is_a_drawer_for_everything():
    drawers = {"utils", "util", "helpers", "common", "misc", "tools", "services"}
    assert [module for module in _sources("reports", "fou", "tests") if module.rpartition(".")[2] in drawers] == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_what_a_template_includes_of_ours_is_a_part_named_so(path):
    included = re.findall(r'{%\s*include\s+"([^"]+)"', path.read_text("utf-8"))
    ours = [name for name in included if (ROOT / "templates" / name).exists()]
    assert [name for name in ours if not re.fullmatch(r"(.+/)?_[a-z0-9_]+\.html", name)] == []
    assert [name for name in included if name.startswith("parts/") and name not in ours] == []


def test_parts_are_named_as_parts_and_pages_are_not():
    assert [path.name for path in (ROOT / "templates/parts").iterdir() if not path.name.startswith("_")] == []
    assert [path.name for path in (ROOT / "templates/pages").iterdir() if path.name.startswith("_")] == []
