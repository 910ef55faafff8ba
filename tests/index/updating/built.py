"""What an index holds."""

import sqlite3

from index.records import IndexReport
from index.store.reading import StoreReader
from index.updating.build import IndexBuilder


def counts(report: IndexReport) -> tuple[int, int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed, report.failed


def vectors_in(builder: IndexBuilder) -> dict[str, bytes]:
    with sqlite3.connect(builder.store) as connection:
        return dict(connection.execute("SELECT key, data FROM vector"))


def article_ids(builder: IndexBuilder) -> list[str]:
    reader = StoreReader(builder.store)
    try:
        return [info.article_id for info in reader.infos()]
    finally:
        reader.close()
