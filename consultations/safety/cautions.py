"""What in a message deserves a second look: payment accounts, misleading links, lures away from the portal.

Pure functions over text. A finding says nothing about guilt: an honest supplier sends its account too.
IBANs are those of ISO 13616, with their check digits.
"""

import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from stdnum import iban

ACCOUNT, CHANGED, LINK, SECRET, ELSEWHERE, GIFT = "account", "changed", "link", "secret", "elsewhere", "gift"
IGNORE = re.IGNORECASE

IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![a-z0-9])")
NUMBER = re.compile(r"(?<![\d.,A-Za-z-])\d(?:[ -]?\d){6,18}(?![\d.,]?\d)")
ACCOUNT_WORD = re.compile(
    r"\baccount\b|\ba/c\b|\brouting\b|계좌|口座|账户|账号|賬戶|帳號|帳戶|\bcuenta\b|\bcompte\b|\bconta\b|konto", IGNORE
)
OTHER_NUMBER = re.compile(
    r"(?:order|invoice|tracking|phone|tel\.?|HS(?: code)?|PO|container|customer|part"
    r"|주문|송장|전화|사업자|订单|电话|发票|注文|電話"
    r"|pedido|commande|factura|facture|bestell\w*|rechnung\w*)\W*(?:no\.?|number|num|nr\.?|번호|号码?|番号|n[°º]"
    r"|número|numéro)?\W*$",
    IGNORE,
)
DAY = re.compile(r"(?:19|20)\d\d[ -]\d\d?[ -]\d\d?|\d\d?[ -]\d\d?[ -](?:19|20)\d\d")
NEAR = 40  # characters between the word and the number

CHANGED_WORDS = re.compile(
    r"\b(?:new|changed|updated|different|another)\s+(?:bank(?:ing)?|payment|beneficiary)\s+(?:account|details|information)"
    r"|\bbank(?:ing)?\s+(?:account|details)\s+(?:has|have|was|were|is|are)\s+(?:been\s+)?(?:changed|updated|new)"
    r"|\bchang(?:ed|e of)\s+(?:our|the)?\s*bank\b"
    r"|(?:새|새로운|변경된|바뀐)\s*(?:은행\s*)?(?:입금\s*)?계좌|계좌(?:번호)?[가를이]?\s*(?:변경|바뀌|바꾸)"
    r"|新的?(?:银行|收款|銀行)?(?:账户|账号|帳戶|帳號)|(?:账户|账号|帳戶|帳號)(?:信息)?(?:已经|已|有)?(?:变更|更改|更换|變更)"
    r"|(?:新しい|新|変更後の)(?:銀行|振込)?口座|口座(?:番号)?[がをは]?(?:変更|変わ)"
    r"|\b(?:nueva|otra)\s+cuenta\b|cambi\w+\s+(?:de|nuestra|la)\s+cuenta"
    r"|\bnouveau\s+(?:compte|rib)\b|chang\w+\s+(?:de|notre)\s+(?:compte|banque|rib)"
    r"|\bnova\s+conta\b|mud\w+\s+(?:de|a|nossa)\s+conta|conta\s+banc\w+\s+mudou"
    r"|\bneue[sn]?\s+(?:bank)?(?:konto|verbindung)|\bneue\s+bankverbindung|(?:bankverbindung|konto)\s+hat\s+sich\s+ge",
    IGNORE,
)
SECRET_WORDS = re.compile(
    r"\b(?:send|enter|confirm|verify|give|tell|type|share)\b[^.?!\n]{0,30}"
    r"\b(?:password|passcode|one-time code|login|pin code)\b"
    r"|\bverify your (?:account|identity) (?:here|now|at|by)\b"
    r"|(?:비밀번호|인증번호)[를을]?\s*(?:\S+\s+)?(?:보내|알려|입력|확인)"
    r"|(?:提供|输入|发送|告诉)\S{0,8}(?:密码|验证码)"
    r"|(?:パスワード|認証コード)を\S{0,6}(?:入力|教え|送)"
    r"|\b(?:env[ií]e|introduzca|confirme)\b[^.\n]{0,20}contraseña"
    r"|\b(?:envoyez|saisissez|confirmez)\b[^.\n]{0,20}mot de passe"
    r"|\b(?:envie|digite|confirme)\b[^.\n]{0,20}\bsenha"
    r"|passwort\b[^.\n]{0,20}\b(?:senden|eingeben|bestätigen|mitteilen)",
    IGNORE,
)
APP = (
    r"(?:whats\s?app|telegram|we\s?chat|kakao\s?talk|viber|signal app"
    r"|카카오톡|카톡|텔레그램|왓츠앱|위챗|微信|ワッツアップ)"
)
ELSEWHERE_WORDS = re.compile(
    rf"\b(?:contact|write|message|add|reach|chat|text|talk|continue|move)\b[^.?!\n]{{0,30}}{APP}"
    rf"|{APP}\W{{0,3}}(?:id|아이디|no\.?|number)?\W{{0,3}}\+?\d{{6}}"
    rf"|{APP}(?:으로|로)\s*(?:\S+\s+)?(?:연락|얘기|이야기|대화)"
    rf"|加\S{{0,3}}微信|微信\S{{0,3}}(?:联系|聊)|(?:LINE|ライン)で(?:連絡|話)"
    rf"|\b(?:escr[ií]b\w+|cont[aá]ct\w+|contactez|écrivez\w*|chame|schreib\w+|kontaktier\w+)\b[^.\n]{{0,25}}{APP}"
    r"|\bpay\w*\b[^.\n]{0,20}\b(?:outside|off)\b[^.\n]{0,12}\b(?:platform|portal|site)\b"
    r"|플랫폼\s*밖|(?:平台外|线下)\S{0,3}付款",
    IGNORE,
)
GIFT_WORDS = re.compile(
    r"\b(?:pay\w*|send|buy|settle)\b[^.\n]{0,30}"
    r"\b(?:gift cards?|itunes cards?|google play cards?|western union|bitcoin|usdt)\b"
    r"|(?:기프트\s?카드|상품권)로\s*(?:\S+\s+)?(?:결제|보내|지불)|用?礼品卡付"
    r"|ギフトカードで\S{0,3}(?:支払|払)|tarjetas? de regalo",
    IGNORE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"']+|(?<![@\w.-])(?:[\w-]+\.)+[a-z]{2,12}(?:/[^\s<>\"']*)?", IGNORE)
# Without one of these in the text, case folded, the pattern of the kind cannot match: most messages end here.
SIGNS = {
    CHANGED: "account details information bank 계좌 口座 账 帳 cuenta compte rib banque conta banc konto verbindung",
    SECRET: "password passcode code login verify 비밀번호 인증번호 密码 验证码 パスワード 認証"
    " contrase passe senha passwort",
    ELSEWHERE: "whats telegram chat kakao viber signal 카카오 카톡 텔레그램 왓츠 위챗 微信 ワッツ line ライン"
    " outside off 플랫폼 平台外 线下",
    GIFT: "gift itunes google western bitcoin usdt 기프트 상품권 礼品卡 ギフト regalo",
}
PATTERNS = [
    (CHANGED, SIGNS[CHANGED].split(), CHANGED_WORDS),
    (SECRET, SIGNS[SECRET].split(), SECRET_WORDS),
    (ELSEWHERE, SIGNS[ELSEWHERE].split(), ELSEWHERE_WORDS),
    (GIFT, SIGNS[GIFT].split(), GIFT_WORDS),
]
CONFUSED = str.maketrans("013457", "oleast")


@dataclass(frozen=True)
class Finding:
    """`kind` of caution at [start, end) of the text."""

    kind: str
    start: int
    end: int


def findings_in(text: str, known_hosts: Iterable[str] = ()) -> list[Finding]:
    """The first finding of each kind. `known_hosts` are the honest ones that a link may imitate."""
    found = [*accounts(text), *links(text, [host.lower() for host in known_hosts if host])]
    folded = text.casefold()
    for kind, signs, words in PATTERNS:
        if any(sign in folded for sign in signs):
            found += [Finding(kind, *one.span()) for one in words.finditer(text)]
    first: dict[str, Finding] = {}
    for one in sorted(found, key=lambda one: one.start):
        first.setdefault(one.kind, one)
    return list(first.values())


def accounts(text: str) -> Iterator[Finding]:
    for one in IBAN.finditer(text):
        # What follows in capitals ("… BIC") is taken along by the pattern: the longest valid start is the IBAN.
        for end in range(one.end(), one.start() + 14, -1):
            start = text[one.start() : end]
            if start[-1].isalnum() and has_check_digits(start) and iban.is_valid(start):
                yield Finding(ACCOUNT, one.start(), end)
                break
    numbers = list(NUMBER.finditer(text))
    words = [one.span() for one in ACCOUNT_WORD.finditer(text)] if numbers else []
    for one in numbers if words else ():
        near = any(start - NEAR <= one.end() and one.start() <= end + NEAR for start, end in words)
        if (
            near
            and not DAY.fullmatch(one.group())
            and not OTHER_NUMBER.search(text[max(0, one.start() - 30) : one.start()])
        ):
            yield Finding(ACCOUNT, *one.span())


def has_check_digits(text: str) -> bool:
    """The remainder of ISO 7064 alone: most of what looks like an IBAN falls here, before its country is looked up."""
    letters = text.replace(" ", "").replace("-", "")
    return int("".join(str(int(one, 36)) for one in letters[4:] + letters[:4])) % 97 == 1


def names_address(text: str) -> bool:
    return ("." in text or "://" in text) and ADDRESS.search(text) is not None


def links(text: str, known_hosts: list[str]) -> Iterator[Finding]:
    for one in ADDRESS.finditer(text) if names_address(text) else ():
        if is_misleading(one.group(), known_hosts):
            yield Finding(LINK, *one.span())


def is_misleading(address: str, known_hosts: list[str]) -> bool:
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return True  # an address that cannot be read leads nobody where they think
    if "@" in parts.netloc or "xn--" in host or (is_ip(host) and host not in known_hosts):
        return True
    return any(imitates(host.removeprefix("www."), known.removeprefix("www.")) for known in known_hosts)


def is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def imitates(host: str, known: str) -> bool:
    """Whether `host` is not the known one, nor below it, and looks like it or carries its name in front."""
    if host == known or host.endswith(f".{known}") or len(known) < 7 or "." not in known or is_ip(known):
        return False
    return plain(host) == plain(known) or one_apart(host, known) or host.startswith((f"{known}.", f"{known}-"))


def plain(host: str) -> str:
    return host.translate(CONFUSED).replace("rn", "m").replace("vv", "w").replace("-", "")


def one_apart(one: str, other: str) -> bool:
    """One letter changed, added or left out."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[start:] == long[start + 1 :] or short[start + 1 :] == long[start + 1 :]
