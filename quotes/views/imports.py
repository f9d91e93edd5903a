"""Many articles at once: sent, and looked at while workers take them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import annotating
from articles.forms import ImportForm
from quotes import commands
from quotes.models import Import
from quotes.queries.imports import progress_of_import
from quotes.views.addresses import varies_by_htmx, wants_fragment

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.access import SignedInRequest


@require_POST
@annotating
def import_start(request: SignedInRequest) -> HttpResponse:
    """Keep the files and let workers take in what is in them."""
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        for field, errors in form.errors.items():
            messages.error(request, f"{form.fields[field].label}: {' '.join(map(str, errors))}")
        return redirect("article-new")
    outlet = form.cleaned_data["outlet"]
    batch = commands.import_articles(form.sources(), outlet=outlet, by=request.user)
    return redirect("import-detail", batch.pk)


@require_safe
@annotating
@varies_by_htmx
def import_detail(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Show how far an import is; htmx asks again while it goes on."""
    try:
        progress = progress_of_import(import_id)
    except Import.DoesNotExist as error:
        message = f"There is no import {import_id}."
        raise Http404(message) from error
    fragment = "#progress" if wants_fragment(request) else ""
    return render(request, f"quotes/import_detail.html{fragment}", {"progress": progress})
