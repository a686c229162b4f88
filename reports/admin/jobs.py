"""The work done for editors by the worker: a list, and a page that follows one job and leads on when it is done."""

from django.contrib import admin
from django.http import Http404, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from ..models import Job
from .ledger import LookOnly

MARKS = {Job.State.QUEUED: "○", Job.State.RUNNING: "◐", Job.State.DONE: "●", Job.State.FAILED: "✕"}


@admin.register(Job)
class JobAdmin(LookOnly):
    list_display = ["label", "state_text", "actor", "created_at", "finished_at"]
    list_select_related = ["actor"]
    list_filter = ["state"]
    search_fields = ["label"]

    @admin.display(description=_("tilstand"), ordering="state")
    def state_text(self, job):
        return f"{MARKS[job.state]} {job.get_state_display()}"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        job = self._job(request, object_id)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "job": job, "title": job.label}
        return TemplateResponse(request, "admin/reports/job.html", {**context, "mark": MARKS[job.state]})

    def status(self, request, object_id):
        job = self._job(request, object_id)
        return JsonResponse(
            {
                "state": job.state,
                "word": job.get_state_display(),
                "mark": MARKS[job.state],
                "done": job.done,
                "total": job.total,
                "message": job.message,
                "ended": job.has_ended,
            }
        )

    def _job(self, request, object_id) -> Job:
        job = self.get_object(request, object_id)
        if job is None or not self.has_view_permission(request, job):
            raise Http404
        return job

    def get_urls(self):
        own = [path("<int:object_id>/status/", self.admin_site.admin_view(self.status), name="reports_job_status")]
        return own + super().get_urls()
