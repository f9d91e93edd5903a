"""What the tables stand on.

Extensions any owner of the database may create, and the hash of a text.
"""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

# PostgreSQL counts convert_to() as only stable, because conversions can be redefined; that into
# UTF-8 is fixed, and a
# generated column wants an immutable function.
TEXT_SHA256 = """
create function text_sha256(text text) returns text language sql immutable strict parallel safe
return encode(sha256(convert_to($1, 'UTF8')), 'hex')
"""


class Migration(migrations.Migration):
    """Extensions and functions, before the first table."""

    initial = True
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(TEXT_SHA256, "drop function text_sha256(text)"),
    ]
