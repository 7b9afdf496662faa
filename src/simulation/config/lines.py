"""Find the line of every key of a TOML text, so that a message can point at it.

The text is known to be valid: `tomllib` has read it. Only positions are looked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

KeyPath = tuple[str | int, ...]
"""Keys and positions in arrays, from the top: ``("policies", 0, "start_year")``."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_ATOM = re.compile(r"[^,\]}#\n]*")
_QUOTED = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # a multi-line string may end in one or two quotes of its own
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, from 1, of every key, table and array element of a valid TOML text."""
    return _Scanner(text.replace("\r\n", "\n")).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.lines: dict[KeyPath, int] = {}
        self.lengths: dict[KeyPath, int] = {}
        self._counted = (0, 1)

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._skip(_BLANK) < len(self.text):
            if self.text.startswith("[", self.place):
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    def _header(self) -> KeyPath:
        line = self._line()
        is_array = self.text.startswith("[[", self.place)
        self.place += 2 if is_array else 1
        path: KeyPath = ()
        keys = list(self._keys())
        for position, key in enumerate(keys):
            path = (*path, key)
            if position < len(keys) - 1 or not is_array:
                path = self._last_element(path)
        self.place = self.text.index("]", self.place) + (2 if is_array else 1)
        if is_array:
            self.lines.setdefault(path, line)
            self.lengths[path] = self.lengths.get(path, 0) + 1
            path = self._last_element(path)
        self._mark(path, line)
        return path

    def _last_element(self, path: KeyPath) -> KeyPath:
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def _pair(self, table: KeyPath) -> None:
        line = self._line()
        path = (*table, *self._keys())
        self._mark(path, line)
        self.place = self.text.index("=", self.place) + 1
        self._value(path)

    def _mark(self, path: KeyPath, line: int) -> None:
        for depth in range(1, len(path) + 1):
            self.lines.setdefault(path[:depth], line)

    def _keys(self) -> Iterator[str]:
        while True:
            self._skip(_SPACE)
            quoted = _QUOTED.match(self.text, self.place)
            found = quoted or _BARE_KEY.match(self.text, self.place)
            if found is None:
                return
            self.place = found.end()
            yield found.group()[1:-1] if quoted else found.group()
            self._skip(_SPACE)
            if not self.text.startswith(".", self.place):
                return
            self.place += 1

    def _value(self, path: KeyPath) -> None:
        self._skip(_SPACE)
        opening = self.text[self.place : self.place + 1]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            self._skip(_QUOTED if opening in ('"', "'") else _ATOM)

    def _array(self, path: KeyPath) -> None:
        self.place += 1
        position = 0
        while not self._closes("]"):
            self._mark((*path, position), self._line())
            self._value((*path, position))
            position += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.place += 1
        while not self._closes("}"):
            self._pair(path)

    def _closes(self, bracket: str) -> bool:
        """Step over blanks and one comma; return whether the bracket was met and stepped over."""
        self._skip(_BLANK)
        if self.text.startswith(",", self.place):
            self.place += 1
            self._skip(_BLANK)
        if not self.text.startswith(bracket, self.place):
            return False
        self.place += 1
        return True

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.place)
        self.place = found.end() if found else self.place
        return self.place

    def _line(self) -> int:
        """Return the line of the present place; places only grow, so count from the last one."""
        place, line = self._counted
        line += self.text.count("\n", place, self.place)
        self._counted = (self.place, line)
        return line
