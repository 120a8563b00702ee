"""Which scripts the letters of a text belong to, and which language that speaks for."""

import re
from collections.abc import Mapping

HAN, KANA, HANGUL = "Han", "Kana", "Hangul"
_RUNS = {
    HAN: "[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+",
    "Latin": "[A-Za-z\u00c0-\u024f\uff21-\uff3a\uff41-\uff5a]+",
    KANA: "[\u3041-\u309f\u30a1-\u30fa\u31f0-\u31ff]+",
    HANGUL: "[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+",
    "Cyrillic": "[\u0400-\u052f]+",
    "Arabic": "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+",
    "Tibetan": "[\u0f40-\u0fbc]+",
    "Mongolian": "[\u1820-\u18aa]+",
}
_PATTERNS = {script: re.compile(runs) for script, runs in _RUNS.items()}
_KANA_SHARE = 0.05
_HANGUL_SHARE = 0.2
_HAN_SHARE = 0.3


def letters(text: str) -> dict[str, int]:
    """Return how many letters of each script a text has, scripts without any left out.

    >>> letters("\u4e91\u6e21 GDP 2021")
    {'Han': 2, 'Latin': 3}
    """
    found = {script: sum(map(len, pattern.findall(text))) for script, pattern in _PATTERNS.items()}
    return {script: count for script, count in found.items() if count}


def language(found: Mapping[str, int]) -> str:
    """Return what the letters of a text speak for: a language where its script is its own, else the script."""
    total = sum(found.values())
    if not total:
        return "no letters"
    if found.get(KANA, 0) >= _KANA_SHARE * total:
        return "Japanese"
    if found.get(HANGUL, 0) >= _HANGUL_SHARE * total:
        return "Korean"
    if found.get(HAN, 0) >= _HAN_SHARE * total:
        return "Chinese"
    return f"{max(found, key=lambda script: found[script])} letters"


def foreign(found: Mapping[str, int]) -> int:
    """Return how many of a thousand letters are not Chinese characters."""
    total = sum(found.values())
    return round(1000 * (total - found.get(HAN, 0)) / total) if total else 0
