#!/usr/bin/env python
"""Run one of Verbatim's commands: `manage.py help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

from config.postgres import PostgresError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except PostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
