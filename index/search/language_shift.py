"""How far a language's words lie from German ones with the same meaning, on average.

The embedder puts the words of each language a little aside. Moved back by the difference of the
means they are compared with German ones more fairly, those of Chinese above all. The differences
are data (``language_shift.npz``), made by ``python -m evals.fitting.language_shift``.
"""

from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

FILE = "language_shift.npz"


def moved_to_german(vectors: NDArray[np.float32], language: str) -> NDArray[np.float32]:
    """Return word vectors (m, dimension) of a language (BCP 47), unit length, as German ones.

    Vectors of German, and of languages whose shift was not measured, come back as they are.
    """
    shift = _shifts().get(language.split("-")[0])
    if shift is None or shift.shape != vectors.shape[1:]:
        return vectors
    moved = vectors - shift
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-6), dtype=np.float32)


@cache
def _shifts() -> dict[str, NDArray[np.float32]]:
    with as_file(files("index.search") / FILE) as path, np.load(path) as data:
        return {language: data[language].astype(np.float32) for language in data.files}
