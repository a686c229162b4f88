"""What an editor has chosen for the desk; it follows the account, not the machine."""

from django.conf import settings
from django.db import models


class EditorLanguage(models.Model):
    editor = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="editor_language_is_known", condition=models.Q(language__in=["nb", "nn", "en"])
            ),
        ]
