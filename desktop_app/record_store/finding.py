"""Finding records by words: each word by its beginning, or by a part of it, the newest first. Answers what holds them all.

The index knows beginnings at once. Parts in the midst of words are found through the list of every word there is, which
takes a moment to read and is read again when the log has grown (`Vocabulary.learn`); until then beginnings are found.
"""

import unicodedata

import msgspec
from sqlalchemy import Connection

from desktop_app.vault.encrypted_database import Database, reading

NO_WORDS = str.maketrans({'"': " ", "\0": " "})  # what would end a word for the search index
LEAST_PART = 4
MOST_PARTS = 100


class Hit(msgspec.Struct, frozen=True):
    """A record that holds the words in one of its live values, and its row's content."""

    file: str
    kind: str
    record: bytes
    content: bytes


def folded(words: str) -> str:
    """As the index reads them, letter for letter: small, without accents; what is no letter or digit is a space."""
    return words.translate(_LETTERS)


def question(words: str, vocabulary: "Vocabulary | None" = None) -> str:
    """What the index is asked; "" where nothing is left to look for."""
    typed = words.translate(NO_WORDS).split()
    return " AND ".join(_one(word, vocabulary) for word in typed if folded(word).strip())


def _one(word: str, vocabulary: "Vocabulary | None") -> str:
    asked = (
        [f'"{word}"*', *(f'"{other}"' for other in vocabulary.around(folded(word)))] if vocabulary else [f'"{word}"*']
    )
    return f"({' OR '.join(asked)})"


class _Letters(dict[int, str]):
    """{letter: as the index reads it}, filled as letters are met."""

    def __missing__(self, letter: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(letter))[0].lower()[:1]
        self[letter] = plain if plain.isalnum() else " "
        return self[letter]


_LETTERS = _Letters()


class Vocabulary:
    """Every word of the index, as last learned."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._words: tuple[str, ...] = ()
        self._stamp = -1

    def around(self, part: str) -> list[str]:
        """The words that hold this part in their midst or at their end."""
        if len(part) < LEAST_PART or not part.isalnum():
            return []
        return [word for word in self._words if part in word and not word.startswith(part)][:MOST_PARTS]

    def learn(self) -> bool:
        """Read every word there is, where the log has grown since; whether anything was read."""
        with reading(self._database) as connection:
            stamp = connection.exec_driver_sql("SELECT coalesce(max(row), 0) FROM log").scalar_one()
            if stamp == self._stamp:
                return False
            connection.exec_driver_sql(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.every_word USING fts5vocab(main, found, row)"
            )
            rows = connection.exec_driver_sql("SELECT term FROM temp.every_word")
            self._words, self._stamp = tuple(row[0] for row in rows), stamp
        return True


def hits_everywhere(connection: Connection, asked: str, most: int) -> list[Hit]:
    """The records of every file that came last to this laptop."""
    rows = connection.exec_driver_sql(
        "SELECT file, kind, record, content FROM current WHERE id IN"
        " (SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY id DESC",
        (asked, most),
    )
    return [Hit(*row) for row in rows]


def hits_in(connection: Connection, files: tuple[str, ...], asked: str, most: int) -> list[Hit]:
    """The records of these files that came last to this laptop."""
    marks = ",".join("?" * len(files))
    rows = connection.exec_driver_sql(
        f"SELECT file, kind, record, content FROM current WHERE id IN (SELECT id FROM current WHERE file IN ({marks})"  # noqa: S608 question marks
        " INTERSECT SELECT rowid FROM found WHERE found MATCH ?) ORDER BY id DESC LIMIT ?",
        (*files, asked, most),
    )
    return [Hit(*row) for row in rows]
