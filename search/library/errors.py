"""The errors that a person can mend."""


class UserError(Exception):
    """Something a person can mend; ``str(error)`` is the one Danish sentence that they read."""


class CatalogueError(UserError):
    """The catalogue or its overlay can't be read; names the file, the material and the field."""


class QueryTooLong(UserError):
    """A query asks more at once than the index answers."""


class IndexUnavailable(UserError):
    """There is no index, or the one there can't be opened."""


class IndexDamaged(IndexUnavailable):
    """The index is not as it was written."""
