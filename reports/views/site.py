"""Pages about the site, and the small addresses that machines ask for."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
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
    publication = Publication.objects.public().select_related("chapter__edition").order_by("-series", "pk").first()
    if publication is None:
        raise Http404
    return render(request, "pages/styles.html", samples(publication))


@public
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.FOU_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers. For the machine that watches us; holds nothing about the content."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "build": settings.BUILD})


health.audience = "machine"
