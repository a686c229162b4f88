"""The state of a report as one word and a mark, the same everywhere at the desk."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models import Report

MARKS = {
    Report.State.DRAFT: "○",
    Report.State.WAITING: "◔",
    Report.State.PLANNED: "◷",
    Report.State.PUBLISHED: "●",
    Report.State.CHANGED: "◐",
    Report.State.WITHDRAWN: "✕",
}


def state_mark(report: Report) -> SafeString:
    state = report.state
    text = '<span class="state state-{}"><span aria-hidden="true">{}</span> {}</span>'
    return format_html(text, state.value, MARKS[state], state.label)
