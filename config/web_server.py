"""gunicorn's settings: `gunicorn --config config/web_server.py`, and `make run`."""

import gc
import os
from typing import Any

from config import environment
from config.databases import POOL_SIZE
from config.web_worker import LONGEST_LINE

MOST_CONNECTIONS = 60  # of PostgreSQL's 100: the rest is for commands, migrations and people

wsgi_app = "config.wsgi"
bind = [f"127.0.0.1:{environment.number('PORT', 8000)}"]
workers = environment.number("WEB_CONCURRENCY", min(4, 1 + (os.cpu_count() or 1)))
worker_class = "config.web_worker.Worker"
limit_request_line = LONGEST_LINE
threads = POOL_SIZE  # each thread holds at most one connection
preload_app = False  # connections must be made after the fork
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108  memory, not disk
control_socket_disable = True
errorlog = "-"
loglevel = "error"

if workers * POOL_SIZE > MOST_CONNECTIONS:
    message = f"WEB_CONCURRENCY {workers} is too many: PostgreSQL has {MOST_CONNECTIONS} for us."
    raise SystemExit(message)


# Nobody waits longer for a page, nor holds a row longer; commands may take what time they need.
os.environ.setdefault(
    "PGOPTIONS", "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
)


def on_starting(_arbiter: Any) -> None:
    """Hold the embedded server for as long as the workers' parent lives."""
    if not environment.text("DATABASE_URL"):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        from config.database.base import embedded_server  # noqa: PLC0415  reads the settings

        embedded_server().use()


def post_worker_init(_worker: Any) -> None:
    """Let the collector pass over what stays anyway: a long article opens a quarter faster."""
    gc.collect()
    gc.freeze()
