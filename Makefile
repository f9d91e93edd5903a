# Two commands are enough: `make run` and `make test`. Both begin with all the set-up there is.

PYTHON ?= python3
export PORT

.PHONY: help setup run test clean lock

help:
	@echo "make run     set everything up and serve Verbatim on http://localhost:8000 (PORT= changes it)"
	@echo "make test    set everything up and run every check and test"
	@echo "make setup   set everything up and nothing else"
	@echo "make clean   remove what set-up made, but not the database"
	@echo "make lock    choose the newest versions of what pyproject.toml names (needs uv)"

setup run test:
	@exec $(PYTHON) -m config.setup $@

clean:
	rm -rf .venv node_modules static/vendor var/static var/pg-tests var/mypy var/ruff var/pytest var/layers

LOCK = uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

lock:
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(LOCK) --group node --output-file requirements-node.txt
