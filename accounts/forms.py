"""What people type about themselves and their tokens."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, Scope, User


class SignInForm(AuthenticationForm):
    """Name and password; the answer never tells which of the two was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Name")
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def get_invalid_login_error(self) -> ValidationError:
        """Shown beside the password, where it is typed again."""
        return ValidationError({"password": _("Name and password do not match.")})


class TokenForm(forms.Form):
    """A new token: what it is for, what it may do and its last day."""

    name = forms.CharField(
        label=gettext_lazy("What is it for?"),
        max_length=80,
        widget=forms.TextInput({"class": "input s", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say what the token is for.")},
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("It may"),
        choices=Scope.choices,
        widget=forms.Select({"class": "input s"}),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day, if any"),
        required=False,
        widget=forms.DateInput({"class": "input s", "type": "date"}, format="%Y-%m-%d"),
        validators=[
            MaxValueValidator(
                date(2999, 12, 31), gettext_lazy("Choose a day before the year 3000.")
            )
        ],
        error_messages={"invalid": gettext_lazy("Write the day as 2031-12-24.")},
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, auto_id="token-%s")
        if not user.is_at_least(Role.ANNOTATOR):
            self.fields["scope"].widget.attrs["disabled"] = True
            self.fields["scope"].required = False

    def clean_scope(self) -> Scope:
        """Reading, where nothing was chosen or could be."""
        return Scope(self.cleaned_data["scope"] or Scope.READ)

    def expires_at(self) -> datetime | None:
        """The end of the last day in the newsroom's time zone, or None for a token without end."""
        day = self.cleaned_data["last_day"]
        return day and timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class ThemeForm(forms.Form):
    """Light, dark, or what the system says."""

    theme = forms.ChoiceField(
        choices=[
            ("system", gettext_lazy("As the system")),
            ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
        ]
    )


class TriedRoleForm(forms.Form):
    """The role an admin wants to see the pages with; admin ends the try."""

    role = forms.ChoiceField(choices=Role.choices)
