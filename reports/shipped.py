"""The edition that ships with the product: loaded and published by the same verbs as any other year."""

from datetime import datetime
from pathlib import Path

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from .catalogue import save_entry
from .exchange import load_edition
from .manuscript.folder import read_folder, read_toml
from .models import Edition, Organisation, Series, Tag
from .publishing.editions import publish_edition

EDITIONS = Path(__file__).resolve().parent / "editions"
SHIPPED_YEAR = 2020


@transaction.atomic
def load_shipped_edition(*, actor: AbstractUser, now: datetime) -> bool:
    """Loads and publishes the shipped year when the desk holds no edition at all. True when it did."""
    if Edition.objects.exists():
        return False
    load_shipped_catalogue(actor=actor, now=now)
    manuscript = read_folder(EDITIONS / str(SHIPPED_YEAR))
    edition = load_edition(manuscript=manuscript, actor=actor, now=now)
    publish_edition(edition=edition, actor=actor, now=now)
    return True


def load_shipped_catalogue(*, actor: AbstractUser, now: datetime) -> None:
    """Institutions, series and tags with their descriptions and other names; those that exist are left alone."""
    entries = read_toml(EDITIONS / "catalogue.toml")
    for model, name in ((Organisation, "organisations"), (Series, "series"), (Tag, "tags")):
        for entry in entries.get(name, []):
            if model.objects.by_name(entry["name"]) is None:
                save_entry(entry=model(**entry), actor=actor, now=now)
