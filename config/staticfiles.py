from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names each file by its content, in the `import` lines of our scripts too."""

    support_js_module_import_aggregation = True
