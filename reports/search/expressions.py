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


def as_fts5(expression: Expression) -> str:
    match expression:
        case Words(stems):
            return '"' + " ".join(stems) + '"'
        case All(parts):
            return "(" + " AND ".join(as_fts5(part) for part in parts) + ")"
        case Either(parts):
            return "(" + " OR ".join(as_fts5(part) for part in parts) + ")"


def as_tsquery(expression: Expression) -> str:
    match expression:
        case Words(stems):
            return "(" + " <-> ".join(f"'{stem}'" for stem in stems) + ")"
        case All(parts):
            return "(" + " & ".join(as_tsquery(part) for part in parts) + ")"
        case Either(parts):
            return "(" + " | ".join(as_tsquery(part) for part in parts) + ")"
