"""Who may log in at the desk, and with what roles."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .. import log
from ..accounts import remove_second_factor
from .desk import AnswersAnyAddress, Logged

ACCESS = {"is_active", "is_staff", "is_superuser", "groups"}

admin.site.unregister([User, Group])


@admin.register(Group)
class RoleAdmin(AnswersAnyAddress, GroupAdmin):
    pass


@admin.register(User)
class PersonAdmin(AnswersAnyAddress, Logged, UserAdmin):
    # Roles are groups. Permissions one by one would be a list of some hundred, and a second way to give a role.
    fieldsets = [
        (name, {**options, "fields": [field for field in options["fields"] if field != "user_permissions"]})
        for name, options in UserAdmin.fieldsets
    ]
    filter_horizontal = ["groups"]
    actions = ["remove_second_factors"]
    list_display = ["username", "email", "first_name", "last_name", "staff_text"]

    @admin.display(description=_("redaksjonstilgang"), ordering="is_staff")
    def staff_text(self, user):
        """In words: Django's own mark for it is read aloud in English."""
        return _t("ja") if user.is_staff else _t("nei")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if changed := sorted(ACCESS & set(form.changed_data)):
            roles = ", ".join(form.instance.groups.order_by("name").values_list("name", flat=True))
            fields = ", ".join(str(form.fields[name].label) for name in changed)
            log.note(
                request.user, log.Did.NEW_ROLES, form.instance, now=timezone.now(), fields=fields, roles=roles or "–"
            )

    @admin.action(
        permissions=["change"], description=_("Fjern totrinnspålogging (for den som har mistet telefon og koder)")
    )
    def remove_second_factors(self, request, chosen):
        for user in chosen:
            remove_second_factor(user=user, actor=request.user, now=timezone.now())
        messages.success(request, _t("Totrinnspåloggingen er fjernet. De valgte kan sette den opp på nytt."))
