import pytest

from index.text.language import detect_language
from index.text.names import without_names
from index.text.scripts import is_traditional_chinese


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was kostet das neue Hallenbad?", "de"),
        ("How much does the new pool cost?", "en"),
        ("Combien coûte la nouvelle piscine ?", "fr"),
        ("Yeni yüzme havuzu ne kadara mal oldu?", "tr"),
        ("¿Cuánto cuesta la nueva piscina?", "es"),
        ("Сколько стоит новый бассейн?", "ru"),
        ("Ile kosztuje nowy basen?", "pl"),
        ("新游泳馆花了多少钱？", "zh"),
        ("市长是谁？", "zh"),
        ("市長は誰ですか？", "ja"),
        ("시장은 누구입니까?", "ko"),
        ("كم تكلفة المسبح الجديد؟", "ar"),
        ("微软 Windows 的价格是多少？", "zh"),
        ("12345", "und"),
        ("🙂🙂", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_a_short_text(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("tr", "Heimatverein Nerlenfurt, Ottilie Reinsdorf'tan kalan parayı ne yapacak?"),
        ("tr", "TSV Nerlenfurt kaç gol attı?"),
        ("tr", "Nerlenfurt'taki Zollbrücke ne zaman açıldı?"),
        ("tr", "Stadtwerke Nerlenfurt GmbH'nin müdürü kim?"),
        ("tr", "Freiwillige Feuerwehr Nerlenfurt neden çağrıldı?"),
        ("tr", "Bürgermeister Vosswinkel kaç yaşında?"),
        ("tr", "Zollbrücke kaça mal oldu?"),
        ("tr", "Nerle ne kadar yükseldi?"),
        ("en", "What does the Heimatverein Nerlenfurt want from Ottilie Reinsdorf?"),
        ("en", "Who runs the Stadtwerke Nerlenfurt GmbH?"),
        ("en", "Why was the Freiwillige Feuerwehr Nerlenfurt called to Zollbrücke?"),
        ("en", "How old is Bürgermeister Heiner Vosswinkel?"),
        ("en", "Where is the Zollbrücke?"),
        ("en", "Who won?"),
        ("fr", "Que veut faire le Heimatverein Nerlenfurt avec l'argent d'Ottilie Reinsdorf ?"),
        ("fr", "Quel âge a Bürgermeister Vosswinkel ?"),
        ("fr", "Où se trouve la Zollbrücke ?"),
        ("fr", "Combien a coûté la Zollbrücke ?"),
        ("es", "¿Qué quiere hacer el Heimatverein Nerlenfurt con el dinero de Ottilie Reinsdorf?"),
        ("es", "¿Quién dirige Stadtwerke Nerlenfurt GmbH?"),
        ("es", "¿Cuánto costó la Zollbrücke?"),
        ("es", "¿Dónde está la Zollbrücke?"),
        ("es", "Cuanto costo la Zollbrücke"),
        ("it", "Chi dirige la Stadtwerke Nerlenfurt GmbH?"),
        ("it", "Quanto è costata la Zollbrücke?"),
        ("it", "Quanti anni ha Bürgermeister Vosswinkel?"),
        ("it", "Che cosa vuole fare lo Heimatverein Nerlenfurt con i soldi di Ottilie Reinsdorf?"),
        ("it", "Dove si trova la Freiwillige Feuerwehr?"),
        ("pt", "Quem dirige a Stadtwerke Nerlenfurt GmbH?"),
        ("pt", "Quanto custou a Zollbrücke?"),
        ("pt", "Onde fica a Zollbrücke?"),
        ("pt", "O que o Heimatverein Nerlenfurt vai fazer com o dinheiro de Ottilie Reinsdorf?"),
        ("pt", "Quantos anos tem o Bürgermeister Vosswinkel?"),
        ("nl", "Wie leidt de Stadtwerke Nerlenfurt GmbH?"),
        ("nl", "Hoeveel heeft de Zollbrücke gekost?"),
        ("nl", "Waar ligt de Zollbrücke?"),
        ("nl", "Wat wil de Heimatverein Nerlenfurt met het geld van Ottilie Reinsdorf doen?"),
        ("nl", "Hoe oud is Bürgermeister Vosswinkel?"),
        ("pl", "Kto kieruje Stadtwerke Nerlenfurt GmbH?"),
        ("pl", "Ile kosztował Zollbrücke?"),
        ("pl", "Gdzie jest Zollbrücke?"),
        ("pl", "Co Heimatverein Nerlenfurt zrobi z pieniędzmi Ottilie Reinsdorf?"),
        ("ru", "Кто руководит Stadtwerke Nerlenfurt GmbH?"),
        ("ru", "Где Zollbrücke?"),
        ("ru", "Кто мэр?"),
        ("ru", "Сколько стоил Heimatverein-Katalog «Licht auf Glas»?"),
        ("uk", "Хто керує Stadtwerke Nerlenfurt GmbH?"),
        ("uk", "Скільки коштував міст?"),
        ("ar", "من يدير Stadtwerke Nerlenfurt GmbH؟"),
        ("ar", "أين يقع جسر Zollbrücke؟"),
        ("fa", "چه کسی شرکت Stadtwerke Nerlenfurt را اداره می‌کند؟"),
        ("fa", "شهردار کیست؟"),
        ("zh", "谁领导Stadtwerke Nerlenfurt GmbH？"),
        ("zh", "Freiwillige Feuerwehr Nerlenfurt为什么被叫去Zollbrücke？"),
        ("ja", "Stadtwerke Nerlenfurt GmbHの社長は誰ですか？"),
        ("ja", "東京都知事選挙結果は？"),
        ("ko", "Stadtwerke Nerlenfurt GmbH의 사장은 누구입니까?"),
        ("th", "ใครเป็นผู้บริหาร Stadtwerke Nerlenfurt GmbH"),
        ("th", "สะพาน Zollbrücke อยู่ที่ไหน"),
        ("cs", "Kdo vede Stadtwerke Nerlenfurt GmbH?"),
        ("cs", "Kolik stála oprava mostu?"),
        ("sk", "Koľko stála oprava mosta?"),
        ("da", "Hvor meget har broen kostet?"),
        ("sv", "Vem leder Stadtwerke Nerlenfurt GmbH?"),
        ("sv", "Hur mycket kostade bron?"),
        ("no", "Hvor mye kostet broen?"),
        ("fi", "Kuka johtaa Stadtwerke Nerlenfurt GmbH:ta?"),
        ("fi", "Paljonko silta maksoi?"),
        ("el", "Ποιος διευθύνει τη Stadtwerke Nerlenfurt GmbH;"),
        ("hu", "Ki vezeti a Stadtwerke Nerlenfurt GmbH-t?"),
        ("hu", "Mennyibe került a híd?"),
        ("ro", "Cine conduce Stadtwerke Nerlenfurt GmbH?"),
        ("ro", "Cât a costat podul?"),
        ("vi", "Ai lãnh đạo Stadtwerke Nerlenfurt GmbH?"),
        ("vi", "Cây cầu tốn bao nhiêu tiền?"),
        ("id", "Siapa yang memimpin Stadtwerke Nerlenfurt GmbH?"),
        ("id", "Berapa biaya jembatan itu?"),
        ("he", "מי מנהל את Stadtwerke Nerlenfurt GmbH?"),
        ("hi", "Stadtwerke Nerlenfurt GmbH का प्रमुख कौन है?"),
        ("hi", "पुल पर कितना खर्च हुआ?"),
        ("bg", "Кой ръководи Stadtwerke Nerlenfurt GmbH?"),
        ("bg", "Колко струваше мостът?"),
        ("ca", "Quant va costar el pont?"),
        ("de", "Wer leitet die Stadtwerke?"),
        ("de", "Wo liegt Nerlenfurt?"),
        ("de", "Bürgermeister Nerlenfurt?"),
        ("de", "Hallenbad Eröffnung wann"),
        ("de", "wann macht das hallenbad auf"),
        ("de", "WIE VIEL KOSTET DAS HALLENBAD?"),
        ("en", "HOW MUCH IS THE POOL?"),
        ("en", "How Much Does The New Pool Cost?"),
        ("de", "Was sagt Manchester United zum Wechsel von Harry Kane?"),
        ("de", "Wer gewann „The Voice of Germany“?"),
        ("de", "Um was geht es in dem Buch Mein Kampf?"),
        ("de", "Welche Feiertage feiern Muslime in Saudi-Arabien?"),
        ("de", "Was bedeutet 市长?"),
        ("de", "Was ist La Niña?"),
        ("en", "What is 'Brücke für alle'?"),
        ("en", "who is the mayor of nerlenfurt"),
        ("es", "quien es el alcalde de nerlenfurt"),
        ("tr", "nerlenfurt belediye başkanı kim"),
        ("tr", "nerlenfurt belediye baskani kim"),
        ("fr", "qui est le maire de nerlenfurt"),
        ("it", "chi è il sindaco di nerlenfurt"),
        ("pl", "kto jest burmistrzem nerlenfurtu"),
        ("pt", "quem é o prefeito de nerlenfurt"),
        ("nl", "wie is de burgemeester van nerlenfurt"),
        ("es", "Eligió la Nerletal-Klinik."),
        ("es", "Fue en 1984."),
        ("de", "8,74 Mio. Euro beträgt er."),
    ],
)
def test_names_quotes_and_figures_do_not_sway_it(language: str, question: str) -> None:
    assert detect_language(question) == language


@pytest.mark.parametrize(
    "text", ["Mareike Thalhoff", "TSV Nerlenfurt", "WAIC 2024", "735.000 Euros", "2700 TL"]
)
def test_a_name_or_a_sum_is_in_no_language(text: str) -> None:
    assert detect_language(text) == "und"


def test_traditional_chinese_is_told_from_simplified_and_from_what_both_share() -> None:
    assert is_traditional_chinese("市長說這座橋什麼時候開放？")
    assert not is_traditional_chinese("市长说这座桥什么时候开放？")
    assert not is_traditional_chinese("市中心在哪里？")
    assert detect_language("市長說這座橋什麼時候開放？") == "zh"


def test_names_are_capitalised_words_that_do_not_begin_a_sentence() -> None:
    text = "Wann öffnet „Licht auf Glas“ in Nerlenfurt? Der Heimatverein weiß es seit 1984."
    assert without_names(text) == "Wann öffnet in Der weiß es seit"
    assert without_names("HOW MUCH IS IT?") == "how much is it"
