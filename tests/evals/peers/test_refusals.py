"""What counts as a refusal in words, in every language."""

import pytest

from evals.peers.refusals import says_no_answer

REFUSALS = (
    "I don't know.",
    "The provided sources do not contain any information about the mayor's salary [1].",
    "The text doesn’t mention who built the bridge.",
    "There is no information on this in the sources. Source 1 is about a pool [1].",
    "None of the sources are helpful.",
    "It is not possible to determine the price from the given excerpts.",
    "Die Quellen enthalten keine Informationen darüber, wie viel der Umbau kostet.",
    "Der Name des Architekten wird in den Texten nicht genannt [2].",
    "Ich weiß es nicht.",
    "Das lässt sich aus den Auszügen nicht beantworten.",
    "Es gibt keine Angaben zu den Kosten.",
    "Verilen kaynaklarda bu konuda bilgi bulunmamaktadır.",
    "Bu bilgi metinde belirtilmemiştir.",
    "Bilmiyorum.",
    "提供的资料中没有提到市长的工资。",
    "我不知道。",
    "文本中未提及该信息。",
    "لا أعرف.",
    "المصادر لا تحتوي على معلومات عن ذلك.",
    "Las fuentes no contienen información sobre el alcalde.",
    "Les sources ne contiennent pas cette information.",
    "Источники не содержат информации об этом.",
    "Źródła nie zawierają tej informacji.",
    "",
    "[1]",
)
ANSWERS = (
    "The state pays 1.2 million euros [1].",
    "No, the council did not approve the plan [2].",
    "The mayor could not attend because of illness [1].",
    "Der Zuschuss beträgt 1,2 Millionen Euro [1]. Weitere Angaben enthalten die Quellen nicht.",
    "Nein, der Rat hat den Plan nicht beschlossen.",
    "Die Brücke wurde nicht gesperrt, weil sie sicher ist [1].",
    "Niemand wurde verletzt.",
    "Eyalet 1,2 milyon avro veriyor [1].",
    "Toplantıya kimse katılmadı.",
    "州政府拨款120万欧元[1]。",
    "没有人受伤。",
    "La subvención es de 1,2 millones [1].",
    "Personne n'a été blessé.",
    "Никто не пострадал.",
    "Nikt nie został ranny.",
)


@pytest.mark.parametrize("text", REFUSALS)
def test_it_says_that_there_is_no_answer(text: str) -> None:
    assert says_no_answer(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_it_answers(text: str) -> None:
    assert not says_no_answer(text)


def test_most_sentences_decide_where_the_first_one_answers() -> None:
    text = (
        "The bridge is old [1]. The sources do not say how old. The builder is not mentioned. "
        "The price is not given."
    )
    assert says_no_answer(text)
