"""Against the real page: Gradio's own routes are what the shield stands before."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest


@pytest.fixture(scope="module")
def address(page_without_model: tuple[Any, Path]) -> str:
    found: str = page_without_model[0].address
    return found


def get(url: str, **headers: str) -> httpx.Response:
    return httpx.get(url, headers=headers, timeout=60, trust_env=False)


def post(url: str, **sent: Any) -> httpx.Response:
    return httpx.post(url, timeout=60, trust_env=False, **sent)


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "[::1]:7860", "192.168.1.9:7860"])
def test_names_of_this_machine_and_plain_addresses_are_answered(address: str, host: str) -> None:
    assert get(address, Host=host).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example.", ""]
)
def test_a_foreign_name_that_points_here_is_refused(address: str, host: str) -> None:
    assert get(address, Host=host).status_code == 400


def test_every_script_of_the_page_has_the_nonce_of_its_policy(address: str) -> None:
    page = get(address)
    nonce = re.search(
        r"script-src 'self' 'nonce-([\w-]+)'", page.headers["content-security-policy"]
    )
    assert nonce is not None
    scripts = re.findall(r"<script[^>]*>", page.text)
    assert len(scripts) >= 3
    assert all(f'nonce="{nonce[1]}"' in script for script in scripts)


def test_a_nonce_is_used_once(address: str) -> None:
    first, second = get(address), get(address)
    assert first.headers["content-security-policy"] != second.headers["content-security-policy"]
    assert first.headers["cache-control"] == "no-store"


def test_the_policy_lets_nothing_come_from_elsewhere(address: str) -> None:
    policy = get(address).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "*" not in policy


def test_the_page_names_no_other_machine_to_share_it_by(address: str) -> None:
    assert "og:image" not in get(address).text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_post_of_another_site_is_refused(address: str, site: str) -> None:
    url = f"{address}/gradio_api/queue/join"
    refused = post(url, json={}, headers={"Sec-Fetch-Site": site})
    assert refused.status_code == 403


def test_a_post_of_another_origin_is_refused_where_the_browser_says_no_more(address: str) -> None:
    url = f"{address}/gradio_api/queue/join"
    foreign = post(url, json={}, headers={"Origin": "https://evil.example"})
    own = post(url, json={}, headers={"Origin": address})
    assert foreign.status_code == 403
    assert own.status_code == 422  # taken, and found to be no question


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=https://example.org/a.png",
        "/gradio_api/file/http://example.org/a.png",
        "/file=HTTPS://example.org/a.png",
        "/gradio_api/file=https%3A%2F%2Fexample.org%2Fa.png",
        "/gradio_api/proxy=https://example.org/",
    ],
)
def test_the_server_fetches_nothing_for_a_visitor(address: str, path: str) -> None:
    assert get(f"{address}{path}").status_code == 403


@pytest.mark.parametrize("way", ["/gradio_api/file=", "/file=", "/gradio_api/file/", "//file="])
@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "README.md", ".fundstelle/users.json", "{data}/store.db"],
)
def test_no_file_of_the_machine_is_handed_out(
    address: str, page_data: Path, way: str, path: str
) -> None:
    assert get(f"{address}{way}{path.format(data=page_data)}").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        *("/assets/../../../../etc/passwd", "/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
        *("/static/..%2f..%2f..%2fpyproject.toml", "/assets//etc/passwd", "/svelte/../routes.py"),
        *("/gradio_api/custom_component/1/client/component/..%2f..%2fx", "/corpus/files/../x"),
    ],
)
def test_no_path_leads_out_of_what_is_served(address: str, path: str) -> None:
    request = httpx.Request("GET", address)
    # As written: the client would tidy the dots away.
    request.url = httpx.URL(address).copy_with(raw_path=path.encode())
    with httpx.Client(trust_env=False, timeout=60) as client:
        answer = client.send(request)
    assert answer.status_code >= 400
    assert "root:" not in answer.text


def test_another_site_adds_no_file(address: str) -> None:
    url = f"{address}/corpus/files?name=a.md"
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        refused = post(url, content=b"x", headers=headers)
        assert refused.status_code == 403


def test_gradio_s_own_upload_stays_closed(address: str) -> None:
    files = {"files": ("a.txt", b"a")}
    url = f"{address}/gradio_api/upload"
    assert post(url, files=files).status_code == 403


def test_gradio_s_own_monitoring_is_off(address: str) -> None:
    assert get(f"{address}/monitoring").status_code != 200


def test_the_page_is_in_the_language_that_was_chosen(address: str) -> None:
    assert "{value:'de'}" in get(address, Cookie="a=b; fundstelle_lang=de").text
    assert "{value:navigator.language" in get(address, Cookie="fundstelle_lang=fr").text
