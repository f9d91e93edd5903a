"""What `make setup`, `make run` and `make test` do, in steps that are skipped when nothing changed.

Begins with any Python, makes `.venv`, and goes on inside it. Everything made lies in `.venv/`,
`node_modules/`, `static/vendor/` and `var/`; deleting those is always safe, but that the
embedded database is in `var/pg/`.
"""
