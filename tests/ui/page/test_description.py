"""Gradio's own page about the endpoints, in a real browser under the page's own rules."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(600)


def test_the_endpoints_are_described_at_their_address_and_no_others(
    visit: Callable[..., Any], page_of_recordings: Any
) -> None:
    one = visit(f"{page_of_recordings.address}/?view=api")
    described = one.page.locator(".api-docs")
    # The page of recordings serves MCP, too, which is described first.
    expect(described).to_contain_text("3 MCP Tools")
    described.get_by_text("Python", exact=True).first.click()
    expect(described).to_contain_text("3 API endpoints")
    for name in ("/ask", "/search", "/articles"):
        expect(described).to_contain_text(f"API name: {name}")
    expect(described).to_contain_text("Answer a question from the indexed German news articles.")
    own = (page_of_recordings.address, "data:", "blob:")
    assert [url for url in one.requests if not url.startswith(own)] == []
