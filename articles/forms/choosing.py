"""How people choose among articles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import people_by_name
from articles.models import Outlet
from articles.queries import ArticleFilters, outlets_by_name

_DAY = {"class": "input", "type": "date"}


class ArticleFilterForm(forms.Form):
    """Which articles to list; the names are those in the address."""

    q = forms.CharField(
        label=_("Words in headline"),
        max_length=300,  # each word is one more condition
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    outlet = forms.ModelChoiceField(
        label=_("Outlet"),
        queryset=Outlet.objects.none(),
        required=False,
        empty_label=_("Any outlet"),
    )
    language = forms.CharField(required=False, widget=forms.HiddenInput)
    published_from = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(_DAY))
    published_to = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(_DAY))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Any state")),
            ("waiting", _("waiting")),
            ("in-hand", _("in hand")),
            ("done", _("done")),
        ],
    )
    assignee = forms.ModelChoiceField(
        label=_("With"), queryset=User.objects.none(), required=False, empty_label=_("Anybody")
    )

    def __init__(self, *args: Any, works_here: bool = False, **kwargs: Any) -> None:
        """Offer state and assignee to those who work here alone."""
        super().__init__(*args, **kwargs)
        self.fields["outlet"].queryset = outlets_by_name()  # type: ignore[attr-defined]
        self.fields["assignee"].queryset = people_by_name()  # type: ignore[attr-defined]
        self.fields["assignee"].label_from_instance = lambda user: user.shown_name  # type: ignore[attr-defined]
        if not works_here:
            del self.fields["state"], self.fields["assignee"]
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def filters(self) -> ArticleFilters:
        """What was chosen; a value that cannot be read has its message and chooses nothing."""
        chosen = {name: value for name, value in self._read().items() if value}
        return ArticleFilters(
            outlets=(chosen["outlet"].pk,) if "outlet" in chosen else (),
            languages=(chosen["language"],) if "language" in chosen else (),
            words=chosen.get("q", ""),
            published_from=chosen.get("published_from"),
            published_to=chosen.get("published_to"),
            state=chosen.get("state", ""),
            assignee=chosen["assignee"].pk if "assignee" in chosen else None,
        )

    def _read(self) -> dict[str, Any]:
        self.full_clean()
        return getattr(self, "cleaned_data", {})
