"""The mean difference of each language's question words from German: see index.search.

``python -m evals.fitting.language_shift`` takes the built-in dev questions, which are the same ones
in every language, so that what they are about cancels out; it writes the data that search reads.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.dataset.bare import read_given
from evals.dataset.sets import built_in_sets
from index.embedding import open_word_embedder
from index.interfaces import WordEmbedder
from index.search import language_shift
from index.text.words import question_words

_GERMAN = "de"


def measured(
    questions: Sequence[tuple[str, str, str]], embedder: WordEmbedder
) -> dict[str, NDArray[np.float16]]:
    """Return by language the mean of its words less that of the German ones, (dimension,) each.

    ``questions`` are (group, language, text). A language is compared with the German questions of
    the groups that it has itself.
    """
    words: dict[str, dict[str, list[str]]] = {}
    for group, language, text in questions:
        found = question_words(text, language, embedder.pieces)
        words.setdefault(language, {}).setdefault(group, []).extend(found)
    german = words.pop(_GERMAN)
    shifts = {}
    for language, groups in sorted(words.items()):
        beside = {group: german[group] for group in groups if group in german}
        difference = _mean(groups, embedder) - _mean(beside, embedder)
        shifts[language] = difference.astype(np.float16)
    return shifts


def _mean(groups: Mapping[str, Sequence[str]], embedder: WordEmbedder) -> NDArray[np.float32]:
    vectors = embedder.embed_words([word for words in groups.values() for word in words])
    return np.asarray(vectors.mean(axis=0), dtype=np.float32)


def main(words: Sequence[str] | None = None) -> int:
    """Write the shifts to where search reads them, or to ``--out``."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.fitting.language_shift", description=__doc__
    )
    place = Path(language_shift.__file__).with_name(language_shift.FILE)
    parser.add_argument("--out", type=Path, default=place, help="file to write")
    arguments = parser.parse_args(words)
    dev = [path for path in built_in_sets() if path.stem == "dev"]
    asked = [line.question for line in read_given(dev).lines]
    shifts = measured(
        [(each.group, each.language, each.question) for each in asked],
        open_word_embedder(threads=1),
    )
    np.savez(arguments.out, **shifts)  # type: ignore[arg-type]  # numpy's stub takes one array type
    for language, shift in shifts.items():
        length = np.linalg.norm(shift.astype(np.float32))
        sys.stdout.write(f"{language}  length {length:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
