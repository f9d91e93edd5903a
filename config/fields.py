from typing import Any

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates


class Field(BoundField):
    """A field of a form: where some were refused, the first of these has the focus."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        """Answer the attributes of the input."""
        attrs = super().build_widget_attrs(attrs, widget)
        refused = [name for name in self.form.fields if name in self.form.errors]
        return attrs | {"autofocus": True} if refused[:1] == [self.name] else attrs


class Renderer(DjangoTemplates):
    """Draws the inputs of forms."""

    bound_field_class = Field
