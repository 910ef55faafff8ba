"""What other programs get of the real page: by Gradio's own client and by the official MCP one."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

from tests.looping import run
from ui.command import main

# Starting the page and asking the model is slow where the machine has much else to do.
pytestmark = pytest.mark.timeout(2400)
QUESTION = "How many people of the fire brigade came to the burning barn in Unterwang?"
TOOLS = {"ask", "search", "articles"}


@pytest.fixture(scope="module")
def page(page_with_model: Any) -> Any:
    return page_with_model


def connected(address: str) -> Client:
    patient = {"timeout": 300, "trust_env": False}
    return Client(address, verbose=False, analytics_enabled=False, httpx_kwargs=patient)


@pytest.fixture(scope="module")
def client(page: Any) -> Client:
    return connected(page.address)


def called(page: Any, tool: str, arguments: dict[str, Any]) -> Any:
    """What the MCP tool returns, read as JSON."""

    async def call() -> Any:
        async with (
            streamablehttp_client(f"{page.address}/gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            result = await session.call_tool(tool, arguments)
        assert not result.isError
        return json.loads(result.content[0].text)  # type: ignore[union-attr]

    return run(call())


def described(page: Any) -> Any:
    return httpx.get(f"{page.address}/gradio_api/info", trust_env=False, timeout=60).json()


def printed(data: Path, capfd: pytest.CaptureFixture[str], *words: str) -> Any:
    """What the command prints with --json."""
    capfd.readouterr()
    assert main(["--data", str(data), *words, "--json"]) == 0
    return json.loads(capfd.readouterr().out)


def test_search_is_what_the_command_prints(
    client: Client, page_data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    found = client.predict(question=QUESTION, k=1, until="2025-03-01", api_name="/search")
    words = ("search", QUESTION, "-k", "1", "--until", "2025-03-01")
    expected = printed(page_data, capfd, *words)
    assert found["hits"][0]["article"].startswith("scheune")
    assert found["left_out"] == 1
    # Served, candidates come from Chroma; on the command line from an exact scan.
    assert found | {"candidates": ""} == expected | {"candidates": ""}


def test_articles_are_what_the_command_prints(
    client: Client, page_data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    listed = client.predict(api_name="/articles")
    told = printed(page_data, capfd, "articles")
    # Where a file lies on the server's machine is not told.
    assert listed == [each | {"path": None} for each in told]
    assert len(listed) == 2
    name = listed[0]["article"]
    one = client.predict(article=name, api_name="/articles")
    assert one == printed(page_data, capfd, "articles", name) | {"path": None}
    assert client.predict(limit=1, offset=1, api_name="/articles") == listed[1:]


def test_ask_is_the_json_of_the_command(client: Client) -> None:
    answer = client.predict(question=QUESTION, api_name="/ask")
    assert answer["schema"] == 1
    assert answer["answered"]
    assert "42" in answer["text"]
    (first, *_) = answer["citations"]
    assert "42 Leuten" in first["sentence"]
    text = client.predict(article=first["article"], api_name="/articles")["text"]
    assert text[first["start"] : first["end"]] == first["sentence"]
    assert answer["model"]["served_by"] == "embedded"


@pytest.mark.parametrize(
    ("endpoint", "given", "code", "said"),
    [
        ("ask", {"question": ""}, "question", "The question is empty"),
        ("ask", {"question": "x" * 2_001}, "question", "2,001 characters"),
        ("ask", {"question": "x" * 20_001}, "usage", "at most 20,000 are taken"),
        ("ask", {"question": 5}, "usage", "question must be a text, not 5"),
        ("ask", {"question": "Wer?", "language": "klingon!"}, "question", "no language code"),
        ("ask", {"question": "Wer?", "undated": True}, "usage", "goes with since or until"),
        (
            "search",
            {"question": "Wer?", "since": "yesterday"},
            "question",
            "'yesterday' is no date",
        ),
        ("search", {"question": "Wer?", "k": 0}, "usage", "from 1 to 1,000, not 0"),
        ("search", {"question": "Wer?", "k": True}, "usage", "not True"),
        ("search", {"question": "Wer?", "k": "<script>" * 9}, "usage", "k must be a whole number"),
        ("search", {"question": ["Wer?"]}, "usage", "question must be a text"),
        ("articles", {"article": "nowhere"}, "failed", "There is no article 'nowhere'"),
        ("articles", {"article": "../../etc/passwd"}, "failed", "There is no article"),
        ("articles", {"offset": -1}, "usage", "offset must be a whole number"),
    ],
)
def test_what_can_not_be_taken_is_a_code_and_a_line(
    client: Client, endpoint: str, given: dict[str, Any], code: str, said: str
) -> None:
    result = client.predict(**given, api_name=f"/{endpoint}")
    assert set(result) == {"schema", "error"}
    assert result["error"]["code"] == code
    assert said in result["error"]["message"]
    assert "Traceback" not in result["error"]["message"]


def test_without_a_model_ask_says_what_to_type_and_search_works(
    page_without_model: tuple[Any, Path],
) -> None:
    client = connected(page_without_model[0].address)
    asked = client.predict(question=QUESTION, api_name="/ask")
    assert "fundstelle models get" in asked["error"]["message"]
    assert client.predict(question=QUESTION, api_name="/search")["hits"]


def test_only_the_three_endpoints_are_named_and_each_is_described(page: Any) -> None:
    info = described(page)
    assert info["unnamed_endpoints"] == {}
    assert set(info["named_endpoints"]) == {f"/{name}" for name in TOOLS}
    search = info["named_endpoints"]["/search"]
    assert search["description"].startswith("Find the passages")
    assert [(given["parameter_name"], given["type"]["type"]) for given in search["parameters"]] == [
        *(("question", "string"), ("k", "integer"), ("since", "string"), ("until", "string")),
        *(("source", "string"), ("article", "string"), ("undated", "boolean")),
    ]


def test_the_endpoints_are_described(page: Any) -> None:
    found = described(page)["named_endpoints"]
    assert {name.strip("/") for name in found} == TOOLS
    assert found["/ask"]["parameters"][0]["parameter_name"] == "question"


def test_the_tools_are_told_to_a_language_model_with_types_and_words(page: Any) -> None:
    async def listed() -> Any:
        async with (
            streamablehttp_client(f"{page.address}/gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return (await session.list_tools()).tools

    tools = {tool.name: tool for tool in run(listed())}
    assert set(tools) == TOOLS
    asked = tools["ask"].inputSchema["properties"]
    assert asked["question"]["type"] == "string"
    assert "in any language" in asked["question"]["description"]
    assert "Every sentence of the answer" in (tools["ask"].description or "")


def test_the_tools_answer_as_the_endpoints_do(page: Any, client: Client) -> None:
    given = {"question": QUESTION, "k": 2}
    assert called(page, "search", given) == client.predict(**given, api_name="/search")
    assert called(page, "articles", {}) == client.predict(api_name="/articles")
    assert called(page, "search", {"question": ""})["error"]["code"] == "question"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Host": "evil.example"}, 400),
    ],
)
def test_other_sites_reach_no_tool(page: Any, headers: dict[str, str], status: int) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"Accept": "application/json, text/event-stream"}
    url = f"{page.address}/gradio_api/mcp/"
    refused = httpx.post(url, json=call, headers=accept | headers, trust_env=False, timeout=60)
    taken = httpx.post(url, json=call, headers=accept, trust_env=False, timeout=60)
    assert refused.status_code == status
    assert taken.status_code == 200


def test_without_the_flag_there_is_no_mcp(page_without_model: tuple[Any, Path]) -> None:
    url = f"{page_without_model[0].address}/gradio_api/mcp/"
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    assert httpx.post(url, json=call, trust_env=False, timeout=60).status_code in (404, 405)


# With the flag, whoever calls a tool here proves it.
@pytest.mark.parametrize("with_mcp", [False, pytest.param(True, marks=pytest.mark.long)])
def test_mcp_is_imported_only_with_the_flag_and_gradio_writes_no_stubs(with_mcp: bool) -> None:
    program = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        "from ui.page.gradio_import import import_gradio\n"
        f"import_gradio(with_mcp={with_mcp})\n"
        f"assert ('mcp.server' in sys.modules) is {with_mcp}\n"
        "assert any('gradio' in path for path in opened)\n"
        "assert not [path for path in opened if path.endswith('.pyi')]\n"
    )
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root, timeout=600)


def test_mcp_is_for_this_machine_alone(page_data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(page_data), "serve", "--mcp", "--host", "0.0.0.0"]) == 1
    said = capfd.readouterr().err
    assert "--mcp" in said
    assert "127.0.0.1" in said
    assert said.count("\n") == 1
