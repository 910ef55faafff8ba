"""What the page shows of the corpus: the newest committed state, never half of one."""

from contextlib import closing
from dataclasses import dataclass

from index.errors import FundstelleError
from rag.assemble import OpenIndex, open_store
from rag.settings import Settings
from ui.page.corpus.listing import Message, Wanted, listing
from ui.page.corpus.opened import missing, opened


@dataclass(frozen=True, slots=True)
class Shown:
    """Lists and opens articles of the index that the page searches."""

    settings: Settings
    index: OpenIndex

    def listed(self, wanted: Wanted) -> Message:
        """Return one page of the list."""
        return listing(self.index.searcher.source.current().articles.values(), wanted)

    def article(self, article_id: str) -> Message:
        """Return an article to be drawn; one that is not there is said to be missing."""
        with closing(open_store(self.settings)) as store:
            info = store.info(article_id)
            if info is None:
                return missing(article_id)
            try:
                return opened(info, store.article(article_id))
            except FundstelleError:  # gone between the two looks
                return missing(article_id)
