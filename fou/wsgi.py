"""The server's entry: Django, with the finished public pages kept in front of it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fou.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402  Django is set up only now

from reports.models import Stamp  # noqa: E402
from reports.pagecache import PageCache  # noqa: E402

application = PageCache(
    django_application,
    read_stamp=Stamp.current,
    session_cookie=settings.SESSION_COOKIE_NAME,
    kept_bytes=settings.PAGE_CACHE_BYTES,
)

# What is loaded now lives as long as the process: looking through it for garbage made one page in fifty wait 0.1 s.
gc.collect()
gc.freeze()
