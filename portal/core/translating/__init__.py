"""What people wrote in the reader's language, by a program that the operator names; off where none is named.

`provider` is what any program must do, `libre` the one that speaks LibreTranslate's protocol, `service` asks it
with care. Messages are translated by `consultations.translation`; the words of pages (a product, a firm, an offer, a
request) by `pages`, whose translations are kept in `words`.
"""
