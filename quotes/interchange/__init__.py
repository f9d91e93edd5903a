"""Outside formats, one module for each; none knows HTTP."""
