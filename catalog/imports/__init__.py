"""Import of a company's products from the file it already has: CSV, Excel workbook, JSON.

`files` opens a file and says what it is; `tables` and `records` read its rows one by one; `columns` guesses which
column is what; `rows` and `values` turn a row into a checked draft; `writer` brings drafts into the catalogue a
batch at a time; `runs` keeps how far an import is, so that it goes on where it stopped.

A refused row is not imported. A warned row is imported; the odd value is left out or kept, as its words say.
"""
