"""What is looked for as a small tree, and how each database writes it. Only stems of ours come into the text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Stems that stand beside each other in this order; mostly one."""

    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple

    def __post_init__(self):
        _refuse_nothing(self.parts)


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple

    def __post_init__(self):
        _refuse_nothing(self.parts)


Expression = Words | All | Either


def _refuse_nothing(parts: tuple) -> None:
    if not parts:
        raise ValueError("An expression of nothing would match everything or be refused by the database.")


def stems_of(expression: Expression) -> set[str]:
    if isinstance(expression, Words):
        return set(expression.stems)
    return set().union(*(stems_of(part) for part in expression.parts))


def as_fts5(expression: Expression, columns: tuple[str, ...] = ()) -> str:
    """With `columns`, in those alone."""
    return f"{{{' '.join(columns)}}} : {_fts5(expression)}" if columns else _fts5(expression)


def _fts5(expression: Expression) -> str:
    match expression:
        case Words(stems):
            return '"' + " ".join(stems) + '"'
        case All(parts):
            return "(" + " AND ".join(_fts5(part) for part in parts) + ")"
        case Either(parts):
            return "(" + " OR ".join(_fts5(part) for part in parts) + ")"


def as_tsquery(expression: Expression, letters: str = "") -> str:
    """With `letters`, in columns of those weights alone."""
    match expression:
        case Words(stems):
            return "(" + " <-> ".join(f"'{stem}'" + (f":{letters}" if letters else "") for stem in stems) + ")"
        case All(parts):
            return "(" + " & ".join(as_tsquery(part, letters) for part in parts) + ")"
        case Either(parts):
            return "(" + " | ".join(as_tsquery(part, letters) for part in parts) + ")"
