"""Sentences of traders in many languages: those that deserve a caution of a kind, and those that do not."""

TELLING = [
    tuple(line.split("|", 1))
    for line in """\
account|Please pay to DE89 3704 0044 0532 0130 00.
account|IBAN: GB82WEST12345698765432
account|FR14 2004 1010 0505 0001 3M02 606 is ours
account|Our account number is 110-234-567890
account|계좌번호: 국민은행 123456-04-123456
account|아래 계좌로 입금해 주세요. 110-345-678901
account|账户:6222021234567890123
account|银行账号 6217 0012 3456 7890 123
account|普通口座 1234567 まで
account|口座番号は 7654321 です
account|Routing 021000021, please wire there
account|Número de cuenta 2100 0418 4502 0005 1332
account|Notre compte 30006 00001 12345678901 89
account|Conta 12345678 no Banco do Brasil
account|Kontonummer 1234567890
account|A/C 0123456789 at HSBC
changed|We have a new bank account for this order
changed|Our bank account has changed
changed|Please use the updated payment details
changed|Our banking details have been updated
changed|We changed our bank last week
changed|Send the balance to another bank account
changed|변경된 계좌로 보내 주세요
changed|입금 계좌가 변경되었습니다
changed|새로운 계좌를 안내드립니다
changed|请汇到新账户
changed|我们的账户已变更
changed|新的收款账号如下
changed|新しい口座にお振込みください
changed|振込口座が変更になりました
changed|口座を変更しました
changed|Tenemos una nueva cuenta bancaria
changed|Hemos cambiado de cuenta
changed|Voici notre nouveau compte
changed|Nous avons changé de banque
changed|Temos uma nova conta
changed|Mudamos de conta
changed|Wir haben eine neue Bankverbindung
changed|Unser Konto hat sich geändert
link|See http://192.168.1.7/invoice
link|https://jangteo.example@evil.example/login
link|http://xn--jangte-pxa.example/
link|https://jangte0.example/login
link|https://jangteoo.example/
link|https://hansumg.example/pay
link|https://hansung.example.pay.example/
link|Look at hansung.example-pay.com now
secret|Please send me your password
secret|Confirm your login and password here
secret|Verify your account now
secret|Tell me the one-time code
secret|비밀번호를 알려 주세요
secret|인증번호를 보내 주세요
secret|请提供您的密码
secret|パスワードを入力してください
secret|Introduzca su contraseña
secret|Envoyez votre mot de passe
secret|Confirme sua senha
secret|Bitte das Passwort eingeben
elsewhere|Contact me on WhatsApp
elsewhere|Add me on WeChat please
elsewhere|Let us continue on Telegram
elsewhere|WhatsApp: +8613812345678
elsewhere|카카오톡으로 연락 주세요
elsewhere|텔레그램으로 얘기합시다
elsewhere|加我微信
elsewhere|微信联系吧
elsewhere|LINEで連絡してください
elsewhere|Escríbame por WhatsApp
elsewhere|Contactez-moi sur WhatsApp
elsewhere|Schreiben Sie mir auf Telegram
elsewhere|You can pay outside the platform
gift|Please pay with gift cards
gift|Settle by Western Union today
gift|Send the deposit in USDT
gift|기프트카드로 결제해 주세요
gift|请用礼品卡付款
gift|ギフトカードで支払ってください
gift|Pague con tarjetas de regalo""".splitlines()
]

INNOCENT = """\
Order number 20261128001 is ready
HS code 8413.70.2005
Your account manager will call on 15 March
The invoice number 1234567890 is on your account
On account of the strike we ship 2026-12-01
Tracking number 1234567890123
Our phone is +82 2 1234 5678
We can make 1000000 pieces a year
The MOQ is 5000000 pieces
Price 1,234,567.00 KRW
ISO 9001:2015 certified
Container MSKU1234567
Model DE12-3456 in steel
EAN 4006381333931
The new pump has a different payload
A new bank holiday was announced
We changed our packaging
The updated payment schedule is attached
Updated drawings are attached
See https://hansung.example/pumps
See https://www.jangteo.example/help
https://shop.hansung.example/catalogue
https://www.iso.org/standard/62085.html
Mail me at sales@hansung.example
What password policy does the controller have?
The controller supports a PIN
Does the gateway show messages from Telegram servers?
The WhatsApp logo is printed on the phone case
We produce gift cards of paper
Gift boxes are 20 mm thick
Payment by letter of credit at sight
We pay 30 % in advance
Outside diameter 25.4 mm
The platform is 12 m high
Signal lamps with 24 V
Telegram-style relays are sold out
주문번호 20261128001 확인 부탁드립니다
견적서를 보내 주세요
납기는 30일입니다
사업자번호 123-45-67890
전화번호 02-1234-5678
새로운 제품을 소개합니다
변경된 도면을 첨부합니다
비밀번호 잠금 장치가 있는 금고입니다
상품권 인쇄도 가능합니다
카카오톡 캐릭터 라이선스 제품입니다
订单号 20261128001
请发报价单
新的产品目录
密码锁的价格是多少
我们的电话 021-12345678
交货期三十天
注文番号 20261128001 です
新しい図面を送ります
見積書をお願いします
ライン生産は来週です
パスワード付きのロックです
El pedido 20261128001 está listo
Nueva lista de precios
Por cuenta del comprador
Contraseña no es necesaria
La commande 1234567890 est prête
Nouveau catalogue
Compte tenu du délai, livraison en mars
Nova lista de preços
O prazo leva em conta o feriado
Neue Preisliste im Anhang
Bestellnummer 1234567890
Bitte das Muster senden
Das Konto wird monatlich ausgeglichen""".splitlines()
