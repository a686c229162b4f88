"""What every public page has in common: read-only, the same for everyone, and as fresh as the stamp.

`public` is the policy a route declares: GET and HEAD only, no unknown parameters, an ETag made of build, stamp and
address that is answered with 304 before any page is made, and no cookie.
"""

import hashlib
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from ..browsing.filters import BadQuery, check_names
from ..languages import PARAMETER, problem_with
from ..models import Stamp
from ..pagecache import STAMP
from ..querystrings import canonical
from . import errors


def public(view=None, *, parameters: set[str] | None = frozenset(), refuse=errors.bad_query):
    """Makes a view public. `parameters` are the names it reads; None when the view checks them itself.

    `refuse` answers a bad query: a page for people, or `errors.bad_query_data` for machines.
    """
    if view is None:
        return lambda decorated: public(decorated, parameters=parameters, refuse=refuse)

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        etag = _etag(request)
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return _public_headers(HttpResponseNotModified(), etag)
        try:
            if problem := problem_with(request.GET):
                raise BadQuery([(PARAMETER, problem)])
            if parameters is not None:
                check_names(request.GET, set(parameters))
            response = view(request, *args, **kwargs)
        except BadQuery as error:
            response = refuse(request, error)
        return _public_headers(response, etag if response.status_code == 200 else None)

    answer.audience = "public"
    return require_safe(answer)


def _etag(request: HttpRequest) -> str:
    """Weak, for the same page goes out plain and compressed (RFC 9110, section 8.8.1)."""
    stamp = request.environ.get(STAMP)
    address = f"{request.get_host()}{request.path}?{canonical(request.META.get('QUERY_STRING', ''))}"
    identity = f"{settings.BUILD} {Stamp.current() if stamp is None else stamp} {address}"
    return f'W/"{hashlib.sha256(identity.encode()).hexdigest()[:20]}"'


def _public_headers(response: HttpResponse, etag: str | None) -> HttpResponse:
    response["Cache-Control"] = "public, no-cache"
    if etag:
        response.setdefault("ETag", etag)  # a file brings its own
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
