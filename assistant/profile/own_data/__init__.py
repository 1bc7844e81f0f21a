"""A municipality's own figures, as its register of residents gives them out.

Any file or pasted text becomes a grid of cells, each cell a count with its year, ages, sex and
event; of these the tables are made. What is wrong or unusual is said in German, by row and column.
"""
