"""What people upload of many articles at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.drafts import LINE_LENGTH
from articles.readers import tell_format
from articles.readers.sources import sources_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.uploadedfile import UploadedFile

    from articles.readers.sources import Source


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files, none of them read; an empty one is for the reader to refuse."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(each, initial) for each in sent or [None]]


class ImportForm(forms.Form):
    """Many articles at once: files of one article each, or with one on each line."""

    uploads = _FilesField(
        label=_("Files: .txt, .html or .jsonl"),
        allow_empty_file=True,
        widget=_Files({"accept": ".txt,.html,.htm,.jsonl,.ndjson", "form": "many"}),
    )
    outlet = forms.CharField(
        label=_("Published by"),
        required=False,
        max_length=LINE_LENGTH,
        widget=forms.TextInput({"list": "outlets", "form": "many", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "many_%s", **kwargs})
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def sources(self) -> Iterator[Source]:
        """Yield each article of the files, as it is."""
        for upload in self.cleaned_data["uploads"]:
            chosen = tell_format(upload.read(512), upload.name)
            upload.seek(0)
            yield from sources_in(upload.file, name=upload.name, format=chosen)
