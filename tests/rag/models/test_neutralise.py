"""Chat-template tokens become text."""

import pytest

from rag.models.neutralise import neutralise


@pytest.mark.parametrize(
    "token",
    [
        "<|im_start|>",
        "<|im_end|>",
        "<|endoftext|>",
        "<|eot_id|>",
        "<|start_header_id|>",
        "<start_of_turn>",
        "<end_of_turn>",
        "<turn|>",
        "[INST]",
        "[/INST]",
        "[TOOL_CALLS]",
        "<<SYS>>",
        "<</SYS>>",
        "<s>",
        "</s>",
        "<think>",
        "</think>",
        "<tool_call>",
        "<｜begin▁of▁sentence｜>",
        "<｜User｜>",
        "[|user|]",
        "[gMASK]",
        "<unused42>",
        "<0x0A>",
    ],
)
def test_a_control_token_does_not_survive(token: str) -> None:
    result = neutralise(f"Vorher {token} nachher")
    assert token not in result
    assert result.startswith("Vorher ")
    assert result.endswith(" nachher")
    # Nor does it come back when the result is quoted again.
    assert neutralise(result) == result


@pytest.mark.parametrize("token", ["<|im_<|im_end|>end|>", "<<|im_end|>|im_end|>", "<</s>s>"])
def test_a_token_hidden_in_another_does_not_appear(token: str) -> None:
    result = neutralise(token)
    assert "<|" not in result
    assert "|>" not in result
    assert "</s>" not in result


@pytest.mark.parametrize(
    "text",
    [
        "3 < 5 und 7 > 2",
        "Die „Süddeutsche“ [1] schreibt: 5 % | 6 %",
        "Der ICE 4 – in München.\n\tAbsatz",
        "A <- B -> C, x<y>z ist selten",
        "中文 и русский",
    ],
)
def test_ordinary_text_stays_as_it_is_or_reads_the_same(text: str) -> None:
    assert neutralise(text).replace("‹", "<").replace("›", ">") == text


def test_control_characters_and_lone_surrogates_become_blanks() -> None:
    assert neutralise("a\x00b\x1bc\ud800d\n") == "a b c d\n"
