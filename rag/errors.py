"""What can go wrong between a question and its answer, and that a user can put right."""

from index.errors import FundstelleError


class SettingsError(FundstelleError):
    """A setting that is unknown or has a value it can't have."""

    code = "settings"


class ModelUnavailableError(FundstelleError):
    """No language model answers: the server is away, the model is not there, it died."""

    code = "model_unavailable"


class ModelFilesError(FundstelleError):
    """A model's files are missing, incomplete or not what the manifest says."""

    code = "model_files"


class ContextTooSmallError(FundstelleError):
    """The prompt does not fit into the model's context."""

    code = "context_too_small"


class QuestionError(FundstelleError):
    """The question can't be taken as it is."""

    code = "question"


class StoppedError(FundstelleError):
    """The asker stopped the answer."""

    code = "stopped"
