"""For migrations that come with new nouns: the permissions are made, and the roles get theirs."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.management import create_permissions


def grant(apps, permissions_of: Mapping[str, Iterable[str]]) -> None:
    """`permissions_of`: code names of permissions by the name of the role."""
    config = apps.get_app_config("reports")
    config.models_module = True  # a historical app has none, and permissions are made only where there is one
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    for group in apps.get_model("auth", "Group").objects.filter(name__in=list(permissions_of)):
        allowed = apps.get_model("auth", "Permission").objects.filter(codename__in=list(permissions_of[group.name]))
        group.permissions.add(*allowed)
