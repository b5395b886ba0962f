"""The papers a family, a child or a court is given: frozen read-models go in, the bytes of a PDF come out.

Nothing here touches a screen, the record or the disk, but for reading fonts and fixed words from resources/.
"""
