"""Which column of a file is which field: guessed from the headings people use, in English and Korean."""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.places import language_name

ATTRIBUTE = "attr:"
AXIS = "axis:"  # of variants (catalog/imports/variants.py)
ICECAT = "icecat"

# field: its name for people, then the headings it is known by
FIELDS: dict[str, tuple[Any, str]] = {
    "sku": (
        _("SKU (your product number)"),
        "sku,item number,item no,item code,product code,product number,product no,article number,article no,"
        "artikelnummer,part number,part no,stock code,reference,material number,"
        "상품코드,제품코드,품번,품목코드,상품번호,제품번호,자재번호",
    ),
    "parent_sku": (
        _("SKU of the product it is a variant of"),
        "parent sku,parent,parent number,parent product,main sku,master sku,모품번,상위상품코드,대표상품코드,대표품번",
    ),
    "title": (
        pgettext_lazy("product", "Title"),
        "title,name,product name,product title,item name,product,bezeichnung,article name,designation,"
        "상품명,제품명,품명,품목명,이름,제목",
    ),
    "description": (
        _("Description"),
        "description,short description,long description,details,text,product description,beschreibung,"
        "설명,상품설명,제품설명,상세설명,상세",
    ),
    "brand": (_("Brand"), "brand,manufacturer,maker,supplier,marke,make,브랜드,상표,제조사,메이커"),
    "model": (_("Model"), "model,model number,model no,model name,modell,mpn,모델,모델명,모델번호,형번"),
    "gtin": (_("GTIN (EAN, UPC)"), "gtin,ean,ean13,ean code,upc,barcode,gtin13,gtin14,바코드,바코드번호"),
    "category": (
        _("Category"),
        "category,product category,product group,group,kategorie,카테고리,분류,상품분류,품목군",
    ),
    "hs_code": (
        _("HS code"),
        "hs code,hs,hs number,customs code,tariff code,tariff number,commodity code,zolltarifnummer,"
        "hs코드,세번,hs번호,hsk",
    ),
    "origin": (
        _("Country of origin"),
        "origin,country of origin,made in,coo,country,herkunftsland,원산지,제조국,생산국",
    ),
    "price": (
        _("Price"),
        "price,unit price,list price,net price,fob price,price per unit,preis,가격,단가,판매가,공급가",
    ),
    "currency": (_("Currency"), "currency,price currency,currency code,währung,통화,화폐,통화코드"),
    "price_tiers": (
        _("Price ladder (1:10.00;100:9.50)"),
        "price tiers,tiers,price ladder,price breaks,volume prices,quantity prices,staffelpreise,"
        "수량별가격,수량별단가,구간가격",
    ),
    "unit": (_("Unit"), "unit,unit of measure,uom,unit code,sales unit,einheit,단위,판매단위"),
    "moq": (
        _("Minimum order quantity"),
        "moq,minimum order,minimum order quantity,min order,min qty,minimum quantity,mindestmenge,"
        "최소주문수량,최소주문량,최소주문",
    ),
    "incoterm": (
        _("Incoterm"),
        "incoterm,incoterms,delivery term,delivery terms,trade term,trade terms,lieferbedingung,"
        "인코텀즈,거래조건,인도조건,가격조건",
    ),
    "incoterm_place": (
        _("Named place or port"),
        "incoterm place,incoterms place,named place,port,place,port of loading,인도장소,선적항,지정장소,항구",
    ),
    "lead_time_days": (
        _("Lead time in days"),
        "lead time days,lead time,leadtime,delivery time,delivery days,lieferzeit,"
        "납기,납기일,납기일수,리드타임,배송기간",
    ),
    "stock": (
        _("Stock"),
        "stock,in stock,stock quantity,quantity in stock,qty in stock,inventory,available quantity,on hand,"
        "lagerbestand,재고,재고수량,재고량,현재고",
    ),
    "tags": (_("Tags"), "tags,keywords,tag,keyword,search terms,schlagworte,태그,키워드,검색어"),
    "price_low": (
        _("Price range, from"),
        "price from,lowest price,min price,minimum price,price range,price min,"
        "최저가,최저가격,가격하한,가격범위,최소가격",
    ),
    "price_high": (
        _("Price range, to"),
        "price to,highest price,max price,maximum price,price max,최고가,최고가격,가격상한,최대가격",
    ),
    "price_currency": (_("Currency of the price range"), "range currency,price range currency,가격범위통화"),
    "supply_capacity": (
        _("Supply capacity"),
        "supply capacity,capacity,production capacity,supply ability,monthly capacity,output,"
        "공급능력,생산능력,공급가능량,생산량,월생산량,월공급량,공급가능수량",
    ),
    "supply_period": (
        _("Supply capacity, for which time"),
        "supply period,capacity per,capacity period,공급주기,공급기간,생산주기,생산기간",
    ),
    "packaging": (
        _("Packaging"),
        "packaging,packing,package,packaging details,packing details,verpackung,"
        "포장,포장방법,포장단위,포장사양,포장상세",
    ),
    "payment_terms": (
        _("Payment terms"),
        "payment terms,payment,terms of payment,payment method,payment term,zahlungsbedingungen,"
        "결제조건,결제방법,지불조건,대금결제,대금지급조건,결제",
    ),
    "sample": (
        _("Samples"),
        "sample,samples,sample policy,sample available,muster,샘플,샘플제공,견본,샘플여부,견본제공",
    ),
    "sample_amount": (
        _("Price of a sample"),
        "sample price,sample cost,sample fee,sample amount,샘플가격,샘플비용,샘플단가,견본가격,견본비",
    ),
    "sample_currency": (_("Currency of the sample's price"), "sample currency,샘플통화,견본통화"),
    "sample_days": (
        _("Days until a sample is sent"),
        "sample days,sample lead time,sample time,sample delivery,샘플납기,샘플기간,견본납기,샘플소요일",
    ),
    "sample_freight": (
        _("Freight of a sample"),
        "sample freight,sample shipping,freight of samples,샘플운임,샘플배송비,견본운임,샘플운송비",
    ),
    "private_label": (
        _("Private label"),
        "private label,oem,odm,oem odm,white label,private labelling,자체상표,oem가능,주문자상표,oem여부,oem odm 가능",
    ),
    "video": (_("Video"), "video,video link,video url,youtube,동영상,영상,비디오,동영상링크"),
    "pictures": (
        _("Pictures (file names in the ZIP)"),
        "pictures,picture,images,image,photos,photo,image file,picture file,file name,bilder,"
        "사진,이미지,사진파일,이미지파일,사진파일명,이미지파일명,사진이름",
    ),
    "picture_alt": (
        _("What the pictures show"),
        "picture alt,alt,alt text,alternative text,image description,picture description,"
        "사진설명,이미지설명,대체텍스트",
    ),
    "language": (
        _("Original language (new products)"),
        "language,original language,text language,언어,원문언어,작성언어",
    ),
}

TEXTS = ("title", "description")
# language: how people name it in a heading, before or behind the word for the text
LANGUAGE_WORDS = {"en": "en,eng,english,영문,영어", "ko": "ko,kor,korean,국문,한글,한국어"}


def text_fields() -> dict[str, tuple[Any, str]]:
    """`title:ko`, `description:ko` and so on for each language: texts beside those in the language of the file."""
    labels = {"title": _("Title in %(language)s"), "description": _("Description in %(language)s")}
    found: dict[str, tuple[Any, str]] = {}
    for code, _name in settings.LANGUAGES:
        spoken_of = [word for word in LANGUAGE_WORDS.get(code, code).split(",") if word]
        for text in TEXTS:
            known = FIELDS[text][1].split(",")
            words = [pair for own in known for word in spoken_of for pair in (f"{own} {word}", f"{word} {own}")]
            found[f"{text}:{code}"] = (format_lazy_label(labels[text], code), ",".join(words))
    return found


def format_lazy_label(label: Any, code: str) -> Any:
    return lazy(lambda: str(label) % {"language": language_name(code)}, str)()


TOLD_FIELDS = tuple(f"attributes:{code}" for code, _name in settings.LANGUAGES)
FIELDS |= text_fields()
FIELDS["attributes"] = (_("Specifications in one cell (Material: cotton; Width [cm]: 20)"), "attributes")
FIELDS |= {
    name: (format_lazy_label(_("Specifications in %(language)s"), code), name)
    for name, (code, _language) in zip(TOLD_FIELDS, settings.LANGUAGES, strict=True)
}
PROBLEM = "problem"  # of a corrected file: the reason beside each refused row, which is no value of the product


def plain(heading: str) -> str:
    """`Price (USD)`, `unit_price` and `Unit price*` as people mean them."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]|\*", " ", heading.lower())
    return re.sub(r"[\W_]+", " ", bare).strip()


KNOWN = {plain(word): name for name, (_label, words) in FIELDS.items() for word in [name, *words.split(",")]}
KNOWN_CLOSE = {word.replace(" ", ""): name for word, name in KNOWN.items()}

SIGNS = {"₩": "KRW", "원)": "KRW", "원]": "KRW", "원화": "KRW", "€": "EUR", "£": "GBP", "$": "USD", "달러": "USD"}
Mapping = dict[str, str]


def guess(headings: Iterable[str]) -> Mapping:
    """A field for each heading, "" for what stays out. No field is given twice: the first heading that fits has it.

    The names of the contract come before the synonyms, so that with both `sku` and `reference` the first wins.
    """
    names = [name for name in headings if name != PROBLEM]
    if is_icecat(names):
        return {name: icecat_field(name) for name in names}
    mapping = {name: attribute_of(name) for name in names}
    specifications = specification_names()
    taken: set[str] = set()
    for name in sorted(names, key=lambda name: name.strip().lower() not in FIELDS):
        field = field_of(name)
        if not mapping[name] and field and field not in taken:
            mapping[name] = field
            taken.add(field)
        elif not mapping[name] and not field:
            mapping[name] = specification_of(name, specifications)
    return mapping


def specification_names() -> set[str]:
    """What any category calls something it asks for. Single letters, as on drawings, say too little by themselves."""
    from catalog.specs.models import Attribute, names_of  # the definitions are rows; this module is read before them

    names = names_of(list(Attribute.known().values()))
    return {name for name in names if len(name) > 2 or not name.isascii()}


def specification_of(heading: str, names: set[str] | None = None) -> str:
    """`attr:…` for a plain heading that names a specification, `Bore` or `내경 (mm)`; else empty."""
    label, unit = split_attribute(re.sub(r"\(([^)]{1,12})\)\s*$", r"[\1]", heading.strip()))
    known = specification_names() if names is None else names
    spoken_name = re.sub(r"[\W_]+", " ", label.casefold()).strip()
    return (
        f"{ATTRIBUTE}{label} [{unit}]"
        if unit and spoken_name in known
        else (f"{ATTRIBUTE}{label}" if spoken_name in known else "")
    )


def field_of(heading: str) -> str:
    """`Title (Korean)` is looked for as a whole first; then `Price (USD)` without what stands in brackets."""
    whole = " ".join(re.sub(r"[\W_]+", " ", heading.lower()).split())
    word = plain(heading)
    for known in (whole, word):
        if found := KNOWN.get(known) or KNOWN_CLOSE.get(known.replace(" ", "")):
            return found
    return ""


def currency_named(mapping: Mapping, known: Iterable[str]) -> str:
    """The currency in the heading of the prices: `단가(원)`, `Price (USD)`; empty where it is not one."""
    words = " ".join(heading for heading, name in mapping.items() if name in {"price", "price_tiers"})
    signs = {code for sign, code in SIGNS.items() if sign in words}
    codes = set(re.sub(r"[\W_]", " ", words).upper().split()) & set(known)
    found = codes or signs
    return found.pop() if len(found) == 1 else ""


def attribute_of(heading: str) -> str:
    """`attr:Material` names a specification itself, `axis:Size` an axis of variants."""
    name = heading.strip()
    return (
        name if any(name.lower().startswith(sign) and name[len(sign) :].strip() for sign in (ATTRIBUTE, AXIS)) else ""
    )


# -- the Icecat JSON lines, recognised as they are -------------------------------------------------------------

ICECAT_FIELDS = {
    "id": "sku",
    "title": "title",
    "short_description": "description",
    "supplier": "brand",
    "name": "model",
}
# What the catalogue's numbers are in where their names do not say it: all its figures of a kind are in one unit.
ICECAT_UNITS = {
    "weight": "g", "package_weight": "g", "width": "mm", "height": "mm", "depth": "mm", "package_width": "mm",
    "package_height": "mm", "package_depth": "mm", "cable_length": "m", "display_diagonal": "in",
    "processor_frequency": "GHz", "thermal_design_power__tdp_": "W",
}  # fmt: skip
ICECAT_OWN = {"ean": "icecat:ean", "price": "icecat:price"}
OWN_FIELDS = {"icecat:ean": "gtin", "icecat:price": "price"}  # what the two are, once they are read in Icecat's way
ICECAT_ATTRIBUTE = re.compile(r"attr_([tnb])_(.+)")


def is_icecat(names: Iterable[str]) -> bool:
    """Whether the names are those of Icecat's open catalogue, whose `price` is in cents of euro."""
    known = set(names)
    typical = {"supplier", "ean", "short_description"} & known
    return {"id", "title"} <= known and (len(typical) >= 2 or any(ICECAT_ATTRIBUTE.match(name) for name in known))


def icecat_field(name: str) -> str:
    if match := ICECAT_ATTRIBUTE.match(name):
        unit = ICECAT_UNITS.get(match[2]) if match[1] == "n" else None
        return f"{ATTRIBUTE}{spoken(match[2])} [{unit}]" if unit else ATTRIBUTE + spoken(match[2])
    return ICECAT_FIELDS.get(name) or ICECAT_OWN.get(name, "")


def spoken(name: str) -> str:
    """`thermal_design_power__tdp_` → `Thermal design power (tdp)`."""
    words = re.sub(r"__(.+?)_(?=_|$)", r" (\1) ", name)
    words = " ".join(words.replace("_", " ").split())
    return words[:1].upper() + words[1:]


def field_label(name: str) -> str:
    """What people call the field that a column is mapped to."""
    if name.startswith(ATTRIBUTE):
        return str(_("Specification: %(name)s") % {"name": name[len(ATTRIBUTE) :]})
    if name.lower().startswith(AXIS):
        return str(_("Axis of variants: %(name)s") % {"name": name[len(AXIS) :]})
    own = OWN_FIELDS.get(name, name)
    return str(FIELDS[own][0]) if own in FIELDS else ""


def split_attribute(name: str) -> tuple[str, str]:
    """`Weight [g]` → (`Weight`, `g`): the name of a specification and its unit."""
    match = re.fullmatch(r"(.+?)\s*\[([^\]]{1,20})\]", name.strip())
    return (match[1].strip(), match[2].strip()) if match else (name.strip(), "")
