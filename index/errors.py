"""Everything that can go wrong and that a user can put right.

The sentence says what is wrong, where, and what to type; commands and page print it as it stands.
"""


class FundstelleError(Exception):
    """One clear line for the user; ``code`` is the stable name that ``--json`` prints."""

    code = "failed"


class CorpusError(FundstelleError):
    """A file or folder of articles that can't be read as it is."""

    code = "corpus"


class PasswordError(CorpusError):
    """A file that can't be opened without a password."""

    code = "password"


class TooLargeError(CorpusError):
    """A file that unpacks to more than is read."""

    code = "too_large"


class NoTextError(CorpusError):
    """A file of pictures: scanned pages without text."""

    code = "no_text"


class ForeignFileError(CorpusError):
    """What the process that parses foreign formats says of a file; ``code`` is its reason's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class IndexMissingError(FundstelleError):
    """There is no index yet where one is needed."""

    code = "index_missing"


class IndexMismatchError(FundstelleError):
    """The index was made by another embedder or another version of the program."""

    code = "index_mismatch"


class IndexBusyError(FundstelleError):
    """Another process is changing this index right now."""

    code = "index_busy"


class EmbedderError(FundstelleError):
    """The embedder can't be loaded."""

    code = "embedder"


class ChromaUnavailableError(FundstelleError):
    """The Chroma server does not answer."""

    code = "chroma_unavailable"


class ChromaBrokenError(ChromaUnavailableError):
    """Chroma answers, but can't read or write this index's collections."""

    code = "chroma_broken"
