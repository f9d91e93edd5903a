"""How much memory the embedded server takes of the machine it stands on."""

import os

LEAST, MOST = 128, 4096
"""Megabytes kept as the server's own cache: an eighth of the machine's, within these."""
UNKNOWN = 2048


def caches(megabytes: int | None = None) -> dict[str, str]:
    """Answer the settings of the caches for a machine of so much memory, this one unless said."""
    whole = megabytes or _of_this_machine()
    own = min(max(whole // 8, LEAST), MOST)
    return {"shared_buffers": f"{own}MB", "effective_cache_size": f"{max(whole // 2, own)}MB"}


def _of_this_machine() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    except (OSError, ValueError):  # a system that does not say
        return UNKNOWN
