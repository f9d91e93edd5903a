"""Why one item of a file cannot be stored."""


class ItemRefused(Exception):
    """An item that is not what it should be: where in it, as a JSON pointer, and why."""

    def __init__(self, why: str, at: str = "") -> None:
        self.message = f"{at}: {why}" if at else why
        super().__init__(self.message)
