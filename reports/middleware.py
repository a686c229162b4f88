"""Around every request: the language it is answered in, and response headers that no library of ours sets."""

from django.conf import settings
from django.utils import translation

from .languages import asked_for, carried, language_of, with_language

# What pages may ask a browser for: nothing. Fullscreen stays, for people who zoom.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
        "browsing-topics",
    )
)


def policies(get_response):
    def answer(request):
        response = get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return answer


def language(get_response):
    """The desk answers in the editor's language, the public side in the one that the address asks for."""

    def answer(request):
        at_the_desk = request.path.startswith("/admin/")
        chosen = (
            (language_of(request.user) if at_the_desk else None) or asked_for(request.GET) or settings.LANGUAGE_CODE
        )
        with translation.override(chosen):
            response = get_response(request)
        return response if at_the_desk or chosen == settings.LANGUAGE_CODE else _carrying(response, chosen)

    return answer


def _carrying(response, language):
    if "Location" in response:
        response["Location"] = with_language(response["Location"], language)
    if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
        response.content = carried(response.content.decode(), language)
    return response
