"""Pages about the site, and the small addresses that machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from ..models import Publication
from .public import public
from .samples import samples


@public
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@public(parameters={"side"})
def styles(request: HttpRequest) -> HttpResponse:
    """Every part of the public design on one page; not linked from the site, and not for search engines."""
    rows = Publication.objects.public().whole()
    publication = rows.order_by(F("series").desc(nulls_last=True), "pk").first()
    if publication is None:
        raise Http404
    return render(request, "pages/styles.html", samples(publication))


@public
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /konto/", f"Sitemap: {settings.FOU_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86_400)
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. It expires a year from today, so it follows the clock and not the stamp that public pages follow."""
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=365)
    lines = [
        f"Contact: {settings.FOU_SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nb, nn, en",
        f"Canonical: {settings.FOU_URL}{request.path}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


security.audience = "machine"


_ICONS = (
    ("icon.svg", "any", "image/svg+xml"),
    ("icon-192.png", "192x192", "image/png"),
    ("icon-512.png", "512x512", "image/png"),
)


@require_safe
@cache_control(public=True, no_cache=True)
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Where browsers look without being told: leads to the file that carries its content's hash in its name."""
    return redirect(static(f"img/{name}"))


icon.audience = "machine"


@public
def manifest(request: HttpRequest) -> JsonResponse:
    """The site as an icon on a phone's screen (W3C Web Application Manifest); it opens in the browser as it is."""
    content = {
        "name": "FoU-oversikten",
        "short_name": "FoU",
        "description": _("Forskning om integrering og mangfold"),
        "lang": get_language(),
        "start_url": reverse("front"),
        "scope": reverse("front"),
        "display": "browser",
        "theme_color": "#0b5563",
        "background_color": "#fdfcf9",
        "icons": [{"src": static(f"img/{name}"), "sizes": size, "type": kind} for name, size, kind in _ICONS],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, content_type="application/manifest+json")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers. For the machine that watches us; holds nothing about the content."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "build": settings.BUILD})


health.audience = "machine"
