"""Where the parts of a chart stand. Pure Python: knows neither Django nor how a page looks."""
