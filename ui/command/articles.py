"""``fundstelle articles``: what is indexed, an article's text, and what cleaning cut from it."""

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from index.records import Article, ArticleInfo
from rag.as_json import article_json, articles_json
from rag.settings import Settings
from ui.command.arguments import UsageError, add_command
from ui.command.failures import DONE
from ui.command.output import BOLD, painted, plain, say, say_json
from ui.command.sources import source_line

if TYPE_CHECKING:
    from ui.command.arguments import Commands


def declare(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "articles", "list what is indexed, or show one article")
    parser.add_argument("id", nargs="?", metavar="ID", help="one article")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--text", action="store_true", help="its cleaned text")
    shown.add_argument("--removed", action="store_true", help="the lines that cleaning cut")
    shown.add_argument("--json", action="store_true", help="print JSON alone")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """List the articles, or show one."""
    from rag.assemble import open_store

    if arguments.id is None and (arguments.text or arguments.removed):
        raise UsageError("Which article? Type `fundstelle articles ID --text`.")
    with closing(open_store(settings)) as store:
        if arguments.id is None:
            _print_list(store.infos(), as_json=arguments.json)
            return DONE
        article = store.article(arguments.id)
        info = store.info(arguments.id)
    assert info is not None
    if arguments.json:
        say_json(article_json(info, article))
    elif arguments.text:
        say(article.text)
    elif arguments.removed:
        _print_removed(article)
    else:
        _print_info(info)
    return DONE


def _print_list(infos: list[ArticleInfo], *, as_json: bool) -> None:
    if as_json:
        say_json(articles_json(infos))
        return
    width = max((len(info.article_id) for info in infos), default=0)
    for info in infos:
        say(plain(f"{info.article_id:<{width}}  {source_line(info)}"))
    say(f"{len(infos)} articles.")


def _print_removed(article: Article) -> None:
    from index.cleaning.reasons import in_words

    for line in article.removed:
        say(plain(f"{line.line}: {line.text}  ({in_words(line.reason)})"))
    say(f"{len(article.removed)} lines cut.")


def _print_info(info: ArticleInfo) -> None:
    say(painted(plain(source_line(info)), BOLD))
    details = {
        "id": info.article_id,
        "author": info.author,
        "url": info.url,
        "file": info.path,
        "size": f"{info.characters:,} characters, {info.passages} passages",
    }
    for name, value in details.items():
        if value:
            say(plain(f"{name:<7} {value}"))
    say(f"`fundstelle articles {plain(info.article_id)} --text` prints the text.")
