from pathlib import Path

import pytest

from index.errors import IndexMismatchError
from index.interfaces import Embedder, WordEmbedder
from index.text.passage_form import Heading, PassageForm
from index.updating.build import IndexBuilder
from index.updating.run import no_progress


def test_passages_of_another_form_ask_for_a_rebuild(
    builder: IndexBuilder, embedder: Embedder, word_embedder: WordEmbedder, folder: Path
) -> None:
    made = builder.update([folder])
    headed = IndexBuilder(
        *(builder.store.parent, embedder, word_embedder),
        on_commit=lambda: None,
        progress=no_progress,
        form=PassageForm(heading=Heading.PASSAGES),
    )
    with pytest.raises(IndexMismatchError, match="index --rebuild"):
        headed.update([folder])
    assert headed.update([], rebuild=True).passages == made.passages
    assert headed.update([folder]).unchanged == made.added
    with pytest.raises(IndexMismatchError, match="index --rebuild"):
        builder.update([folder])
