"""The words of trade for what catalog.terms keeps as codes, as people write them in English and Korean."""

import re

from catalog.terms import PAYMENT_TERMS, TradeTerms


def bare(text: str) -> str:
    """As words are compared: `T/T in advance` and `t/t  In Advance.` are one."""
    return " ".join(re.sub(r"[^\w%]+", " ", text.lower()).split())


def known(choices: list[str], spoken: dict[str, str]) -> dict[str, str]:
    """Each code by itself and by its words."""
    words = {bare(word): code for code, several in spoken.items() for word in several.split(",")}
    return words | {bare(code): code for code in choices}


PERIODS = known(
    TradeTerms.Period.values,
    {
        "day": "days,daily,per day,a day,일,하루,일간,매일,1일,일당",
        "week": "weeks,weekly,per week,a week,주,매주,주간,1주,주당",
        "month": "months,monthly,per month,a month,mo,월,개월,매월,월간,한달,1개월,월당",
        "year": "years,yearly,annually,annual,annum,per year,a year,년,연,연간,매년,1년,년간",
    },
)
SAMPLES = known(
    TradeTerms.Sample.values,
    {
        "none": "no,no samples,no sample,not available,n,x,false,없음,불가,불가능,미제공,아니오",
        "free": "free samples,free sample,free of charge,foc,무료,무상,무료제공,무상제공,무료샘플",
        "paid": "paid samples,paid sample,at a price,samples at a price,charged,유료,유상,유료제공,유상제공,유료샘플",
    },
)
FREIGHTS = known(
    TradeTerms.Freight.values,
    {
        "buyer": "the buyer pays the freight,buyer pays,customer,collect,freight collect,importer,"
        "바이어,구매자,착불,구매자부담,바이어부담,수입자부담",
        "supplier": "the supplier pays the freight,supplier pays,seller,seller pays,prepaid,freight prepaid,exporter,"
        "공급사,공급자,판매자,선불,공급사부담,공급자부담,판매자부담,당사부담",
    },
)
LABELS = known(
    TradeTerms.PrivateLabel.values,
    {
        "none": "no,only under our brand,not available,n,x,false,없음,불가,불가능,자사브랜드만,아니오",
        "label": "oem,yes,y,o,true,possible,your brand on our product,private label,white label,"
        "가능,주문자상표,oem 가능,상표부착",
        "design": "odm,oem odm,odm oem,made to your design,custom design,oem and odm,oem odm 가능,odm 가능,주문자설계",
    },
)
PAYMENTS = known(
    list(PAYMENT_TERMS),
    {
        "advance": "payment in advance,payment in advance (t/t),t/t in advance,tt in advance,100% t/t,"
        "100% t/t in advance,"
        "cash in advance,cia,prepayment,advance payment,t/t,tt,wire transfer,bank transfer,"
        "선불,선금,사전송금,전액선불,전신환,t/t 선불,사전 t/t,송금",
        "deposit": "deposit,deposit the rest before shipment (t/t),계약금 후 선적 전 잔금,선적전 잔금",
        "after_documents": "deposit the rest against copies of the documents (t/t),balance against b/l copy,"
        "t/t against copy of b/l,선적서류 사본 잔금",
        "lc_sight": "l/c at sight,lc at sight,letter of credit at sight,letter of credit at sight (l/c),sight l/c,l/c,"
        "lc,"
        "letter of credit,일람불 신용장,일람불,신용장",
        "lc_usance": "usance l/c,l/c usance,lc usance,letter of credit with usance,letter of credit with usance (l/c),"
        "deferred l/c,usance,기한부 신용장,유전스,기한부",
        "dp": "d/p,documents against payment,documents against payment (d/p),cash against documents,cad,"
        "지급인도,지급도",
        "da": "d/a,documents against acceptance,documents against acceptance (d/a),인수인도,인수도",
        "open_account": "open account,o/a,oa,on account,외상,외상거래,사후송금,o/a 거래",
    },
)
# These say how the money goes, but not when: they are taken as the term that is the usual one, and named.
TAKEN = frozenset(map(bare, ("t/t", "tt", "wire transfer", "bank transfer", "송금", "전신환", "l/c", "lc", "신용장")))
TAKEN |= {bare("letter of credit")}

DEPOSIT = re.compile(r"deposit|down ?payment|\d+ ?%.*\d+ ?%|계약금|선금|선수금")
COPIES = re.compile(r"cop(y|ies)|b/?l|documents|사본|서류")
USANCE = re.compile(r"usance|\d+ ?days?|deferred|기한부|유전스")
CREDIT = re.compile(r"\bl/?c\b|letter of credit|신용장")
ACCOUNT = re.compile(r"^(net|o/?a|open account)\W*\d+ ?(days?|일)?$|\d+ ?days? after (delivery|invoice|b/?l)")


def payment_by_words(text: str) -> str:
    """`30% T/T deposit, 70% before shipment`, `L/C 90 days`, `net 30`: the code, "" for what is not understood."""
    words = text.lower()
    if CREDIT.search(words):
        return "lc_usance" if USANCE.search(words) else "lc_sight" if re.search("sight|일람", words) else ""
    if ACCOUNT.search(words.strip()):
        return "open_account"
    if DEPOSIT.search(words) and re.search(r"balance|rest|before|against|copy|잔금|선적|\d+ ?%.*\d+ ?%", words):
        return "after_documents" if COPIES.search(words) else "deposit"
    return ""
