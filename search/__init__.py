"""Danish search in an index of pages. The names that others may use stand in ``__init__.pyi``; each
is loaded when it is asked for."""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
