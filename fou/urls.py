"""Every address of the site. Public addresses are Norwegian and permanent."""

from django.contrib import admin
from django.urls import include, path, register_converter

from reports import feeds, previews, sitemaps
from reports.views import browsing, documents, downloads, errors, reading, site, statistics, suggesting, yearbook
from reports.views.public import public


class YearConverter:
    regex = "(?:19|20|21)[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class IssueConverter(YearConverter):
    regex = "[1-9][0-9]{0,3}"


register_converter(YearConverter, "year")
register_converter(IssueConverter, "issue")

YEAR_FILE = "fou-prosjekter-<year:named>.<slug:extension>"

urlpatterns = [
    path("", reading.front, name="front"),
    path("<year:year>/", reading.edition, name="edition"),
    path("<year:year>/les/", reading.whole_edition, name="whole-edition"),
    path(f"<year:year>/{YEAR_FILE}", yearbook.download, name="yearbook"),
    path(f"<year:year>/utgave-<issue:number>/{YEAR_FILE}", yearbook.issue, name="issue-file"),
    path("<year:year>/forside.jpg", yearbook.cover, name="year-cover"),
    path("<year:year>/<slug:slug>/", reading.chapter, name="chapter"),
    path("rapporter/", browsing.reports, name="reports"),
    path(
        "rapporter.atom",
        public(feeds.reports, parameters=None, refuse=errors.bad_query_data),
        name="reports-feed",
    ),
    path("rapporter.<slug:ending>", downloads.reports, name="reports-file"),
    path("rapporter/<slug:slug>/", reading.report, name="report"),
    path("rapporter/<slug:slug>.<slug:ending>", downloads.report, name="report-file"),
    path("forslag/", suggesting.suggestions, name="suggestions"),
    path("funn/", reading.findings, name="findings"),
    path("funn.<slug:ending>", downloads.findings, name="findings-file"),
    path("funn/<slug:public_id>/", reading.finding, name="finding"),
    path("dokumenter/<slug:public_id>/<slug:name>.pdf", documents.document, name="document"),
    path("emner/", browsing.tags, name="tags"),
    path("emner/<slug:slug>/", browsing.tag, name="tag"),
    path("institusjoner/", browsing.organisations, name="organisations"),
    path("institusjoner/<slug:slug>/", browsing.organisation, name="organisation"),
    path("serier/", browsing.all_series, name="all-series"),
    path("serier/<slug:slug>/", browsing.series, name="series"),
    path("statistikk/", statistics.page, name="statistics"),
    path("statistikk/<slug:slug>.csv", statistics.numbers, name="statistics-numbers"),
    path("om/", site.about, name="about"),
    path("tilgjengelighet/", site.accessibility, name="accessibility"),
    path("personvern/", site.privacy, name="privacy"),
    path("stilprover/", site.styles, name="styles"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", public(sitemaps.whole), name="sitemap"),
    path(
        "sitemap-<slug:section>.xml",
        public(sitemaps.section, parameters={"p"}, refuse=errors.bad_query_data),
        name="sitemap-section",
    ),
    path(".well-known/security.txt", site.security, name="security"),
    path("site.webmanifest", site.manifest, name="manifest"),
    path("favicon.ico", site.icon, {"name": "favicon.ico"}, name="favicon"),
    path("apple-touch-icon.png", site.icon, {"name": "apple-touch-icon.png"}, name="touch-icon"),
    path("healthz", site.health, name="health"),
    path("utkast/<str:token>/", previews.draft, name="shared-draft"),
    path("utkast/<str:token>/fil/<slug:public_id>/", previews.file, name="shared-file"),
    path("konto/", include("reports.login.urls")),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
