"""What people type and upload about one article."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.drafts import Draft, DraftRefused, Metadata, shown
from articles.printed import Printed, with_printed
from articles.readers import read
from articles.readers.html import FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.files.uploadedfile import UploadedFile

# Where the form shows what a draft was refused for.
_SHOWN_AT = {"published_at": "published_on", "html": "file"}
_DAY = {"class": "input", "type": "date"}


class _NamesValue(forms.Field):
    """Gives the message of a value that cannot be read the value, to name it."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as refused:
            refused.params = {"value": shown(value)}
            raise


class _DayField(_NamesValue, forms.DateField):
    pass


class _TimeField(_NamesValue, forms.TimeField):
    pass


class ArticleForm(forms.Form):
    """An article to take in: its text, pasted or uploaded, and what is known about it.

    Once valid, `draft` is what to store. What is left empty is taken from the page if an HTML file
    says it.
    """

    outlet = forms.CharField(
        label=_("Outlet"), required=False, widget=forms.TextInput({"list": "outlets"})
    )
    published_on = _DayField(
        label=_("Printed"),
        required=False,
        widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
        error_messages={"invalid": _("“%(value)s” is not a day. Write 2031-10-29.")},
    )
    published_time = _TimeField(
        label=_("At"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("“%(value)s” is not a time. Write 18:30.")},
    )
    byline = forms.CharField(label=_("Byline"), required=False)
    language = forms.CharField(
        label=_("Language"), required=False, widget=forms.TextInput({"list": "languages"})
    )
    url = forms.CharField(
        label=_("Address"), required=False, widget=forms.TextInput({"inputmode": "url"})
    )
    title = forms.CharField(label=_("Title in lists"), required=False)
    headline = forms.CharField(label=_("Headline"), required=False)
    standfirst = forms.CharField(
        label=_("Standfirst"), required=False, widget=forms.Textarea({"rows": 2})
    )
    captions = forms.CharField(
        label=_("Captions, one a line"), required=False, widget=forms.Textarea({"rows": 2})
    )
    text = forms.CharField(
        label=_("Text"), required=False, strip=False, widget=forms.Textarea({"rows": 12})
    )
    file = forms.FileField(
        label=_("Or a file, .txt or .html"),
        required=False,
        allow_empty_file=True,  # the reader says what is wrong with it
        widget=forms.ClearableFileInput({"accept": ".txt,.html,.htm"}),
    )

    draft: Draft

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"class": "input", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        """Make the draft, or say at which field it was refused."""
        given = self.cleaned_data
        if not self.errors:
            try:
                self.draft = _draft(given)
            except DraftRefused as refused:
                self.refuse(refused)
        return given

    def refuse(self, refused: DraftRefused) -> None:
        """Show why at the field that is wrong."""
        at = _SHOWN_AT.get(refused.field, refused.field)
        if at == "text" and self.files.get("file"):
            at = "file"
        self.add_error(at if at in self.fields else None, refused.message)


class NextTextForm(ArticleForm):
    """A next text of an article that is here: why and when it was printed, and with what note."""

    kind = forms.ChoiceField(
        label=_("Why it was printed"),
        choices=[
            ("correction", _("a correction")),
            ("update", _("an update")),
            ("retraction", _("a retraction")),
        ],
    )
    dated = _DayField(
        label=_("Printed on"),
        required=False,
        widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
        error_messages={"invalid": _("“%(value)s” is not a day. Write 2031-10-29.")},
    )
    note = forms.CharField(
        label=_("What the paper says about it"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Make the draft, or say at which field it was refused."""
        given = super().clean()
        if not self.errors:
            printed = {name: given[name] for name in ("kind", "dated", "note")}
            try:
                self.draft = replace(self.draft, **printed)
            except DraftRefused as refused:
                self.refuse(refused)
        return given


def _draft(given: Mapping[str, Any]) -> Draft:
    text, upload = given["text"], given["file"]
    if text.strip() and upload:
        raise DraftRefused("file", upload.name, gettext("Give a text or a file, not both."))
    metadata = Metadata(
        published_at=_published_at(given),
        **{name: given[name] for name in ("title", "outlet", "byline", "url", "language")},
    )
    draft = _from_upload(upload, metadata) if upload else Draft(text=text, **metadata.known())
    captions = tuple(given["captions"].splitlines())
    printed = Printed(headline=given["headline"], standfirst=given["standfirst"], captions=captions)
    return with_printed(draft, printed)


def _from_upload(upload: UploadedFile[Any], metadata: Metadata) -> Draft:
    size = upload.size or 0
    if size > FILE_BYTES:  # not even read: it may be larger than the memory
        message = gettext("This file is %(size)s MB; %(most)s MB is the most.") % {
            "size": f"{size / 1e6:.0f}",
            "most": f"{FILE_BYTES / 1e6:.0f}",
        }
        raise DraftRefused("file", upload.name, message)
    zone = timezone.get_current_timezone()
    draft = read(upload.read(), filename=upload.name or "", tz=zone)
    known = draft.known() | metadata.known()
    return Draft(text=draft.text, blocks=draft.blocks, source_format=draft.source_format, **known)


def _published_at(given: Mapping[str, Any]) -> datetime | None:
    day, hour = given["published_on"], given["published_time"]
    if hour and not day:
        raise DraftRefused(
            "published_on", "", gettext("At %(hour)s on which day?") % {"hour": f"{hour:%H:%M}"}
        )
    if not day:
        return None
    return datetime.combine(day, hour or time.min, timezone.get_current_timezone())
