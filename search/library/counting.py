"""How many of something, in words."""


def count(number: int, one: str, many: str) -> str:
    """``1 side``, ``12 sider``."""
    return f"{number} {one if number == 1 else many}"
