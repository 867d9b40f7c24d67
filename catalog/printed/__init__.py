"""The printed catalogue (PDF), and links with which a selection is shown to somebody outside.

models.py holds what was asked for and how far it is; content.py turns products into the figures and words of the
pages; catalogue.typ is how they look; press.py, a process of its own, makes the PDF of them; work.py is what the relay
does step by step.
"""
