"""What people type and upload about articles, and how they choose among them."""

from articles.forms.choosing import ArticleFilterForm
from articles.forms.many import ImportForm
from articles.forms.one import ArticleForm, NextTextForm

__all__ = ["ArticleFilterForm", "ArticleForm", "ImportForm", "NextTextForm"]
