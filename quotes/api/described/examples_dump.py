"""An example of a dump."""

from quotes.api.described.examples import BASE

PATH = {"dump_name": "2031-03-11T040000Z", "file_name": "quotes.parquet"}
PATH_MEANS = {
    "dump_name": "What the dump is called.",
    "file_name": "What the file is called in the manifest.",
}
DUMP = {
    "name": "2031-03-11T040000Z",
    "url": f"{BASE}/api/v1/exports/2031-03-11T040000Z/",
    "created_at": "2031-03-11T04:00:00.120417Z",
    "schema_version": "1",
    "offset_unit": "codepoint",
    "cursor": "WyIzYjlmMGMxZDJlNGEiLDcyMSwiIiwwLDcyMV0",
    "files": [
        {
            "name": "quotes.parquet",
            "url": f"{BASE}/api/v1/exports/2031-03-11T040000Z/quotes.parquet",
            "media_type": "application/vnd.apache.parquet",
            "rows": 141,
            "bytes": 54741,
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        }
    ],
}
