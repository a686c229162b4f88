"""What names a tag, an institution, a series, a chapter or an edition, at the desk and on the site."""

from django.db.models import Model

from .models import Chapter, Edition, Organisation, Publication, PublishedEdition, Report, Series, Tag


def uses_of(entry: Organisation | Series | Tag | Chapter | Edition) -> list[Model]:
    """Reports, or an edition's chapters, first; then publications that still name it though their report does not."""
    match entry:
        case Edition():
            return [*entry.chapters.select_related("edition"), *PublishedEdition.objects.filter(source=entry)]
        case Chapter():
            return list(Report.objects.filter(chapter=entry))
        case Tag():
            of_report, of_publication = {"report_tags__tag": entry}, {"tags": entry}
        case Organisation():
            of_report, of_publication = {"contributions__organisation": entry}, {"organisations": entry}
        case Series():
            of_report, of_publication = {"series": entry}, {"series": entry}
    reports = Report.objects.filter(**of_report).distinct()
    publications = Publication.objects.filter(**of_publication).exclude(source__in=reports).distinct()
    return [*reports, *publications]
