"""Units as people write them in spreadsheets, to codes of UN/CEFACT Recommendation 20."""

# Codes of the recommendation beyond those that portal.core.units has words for.
MORE_CODES = """
2N 2P 4L A49 AB ACR AD AMP ANN ARE BAR CLT CMQ CTM D46 D63 D65 D97 DLT DMK DMQ DMT DPR DTN E34 E35 E48 E49 EA
FTQ GGR GLI GT H80 H87 HAR HLT HMT HTZ INK INQ JOU KHZ KJO KPA KSD KTN KVA KWT LEF LM LN LO LR LS LTN MAW MGM
MHZ MIN MMK MMQ MPA MWH NAR NEW NL NMP NPR NPT OZA OZI P1 PAL PTI PTL QTL SCO SEC STN TP TPR VLT WEE WHR WTT
YDK YDQ
"""
MORE_UNITS = frozenset(MORE_CODES.split())

SPOKEN = {
    "C62": "piece pieces pc pcs ea each unit units stück stk 개 대 낱개 EA개",
    "PR": "pair pairs 켤레 쌍",
    "SET": "set sets 세트",
    "KT": "kit kits 키트",
    "DZN": "dozen doz 다스",
    "GRM": "g gram grams 그램",
    "KGM": "kg kgs kilogram kilograms 킬로그램 킬로",
    "TNE": "t ton tons tonne tonnes mt 톤",
    "LBR": "lb lbs pound",
    "ONZ": "oz ounce",
    "MMT": "mm",
    "CMT": "cm",
    "MTR": "m meter meters metre metres 미터",
    "KMT": "km",
    "INH": "inch inches in",
    "FOT": "ft foot feet",
    "YRD": "yd yard yards 야드 마",
    "MTK": "m2 m² ㎡ sqm 제곱미터 평방미터",
    "MTQ": "m3 m³ ㎥ cbm 세제곱미터",
    "MLT": "ml 밀리리터",
    "LTR": "l liter liters litre litres 리터",
    "KWH": "kwh",
    "HUR": "hour hours 시간",
    "DAY": "day days 일",
    "MON": "month months 개월",
    "XBX": "box boxes bx 박스 상자",
    "XCT": "carton cartons ctn ct 카톤",
    "XPK": "pack packs package pk 팩",
    "XBG": "bag bags 봉 봉지",
    "XSA": "sack sacks 포대",
    "XBO": "bottle bottles 병",
    "XCA": "can cans 캔",
    "XDR": "drum drums 드럼",
    "XRO": "roll rolls ro 롤",
    "XBE": "bundle bundles 묶음",
    "XST": "sheet sheets 장 매",
    "XPX": "pallet pallets px 팔레트 파레트",
    "XCN": "container containers 컨테이너",
}
UNIT_WORDS = {word: code for code, words in SPOKEN.items() for word in words.lower().split()}
