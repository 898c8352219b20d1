# SPDX-License-Identifier: GPL-3.0-or-later
"""How many columns of a terminal a text takes, against PyPI's wcwidth: the tables of both name Unicode 18.0.0."""

import json
import subprocess

import wcwidth

from golden_case import binary, clean_environment

# Characters that a cell shows as escapes: C0, C1 and marks that change the direction of writing.
SPELLED = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}

SEQUENCES = [
    # Marks, composed and decomposed.
    "e\u0301", "é", "a\u0300\u0301\u0302", "\u1112\u1161\u11ab", "한글", "が", "か\u3099", "\u0e01\u0e33", "ก็", "שָׁלוֹם", "العَرَبِيَّة",
    # Emoji: variations, colours, joined ones, flags, keycaps.
    "❤", "❤\ufe0f", "☃\ufe0f", "⌚", "⌚\ufe0f", "1\ufe0f\u20e3", "#\ufe0f\u20e3", "1", "👍🏽", "👍🏽👍🏽", "🏽", "a🏽", "☝🏽",
    "👩\u200d👩\u200d👧\u200d👦", "👩🏽\u200d💻", "👩\u200d❤\ufe0f\u200d👨", "🏳\ufe0f\u200d🌈", "🏴\u200d☠\ufe0f", "🧔🏻\u200d♂\ufe0f",
    "❤\ufe0f\u200d🔥", "👁\ufe0f\u200d🗨\ufe0f", "🇩🇪", "🇩", "🇩🇪🇫🇷", "🇩🇪🇫", "🇩a", "😀😀", "🫱🏻\u200d🫲🏿", "🏴\U000e0067\U000e0062\U000e007f",
    # Wide, narrow and half-wide forms.
    "東京", "ｆｕｌｌ", "ﾊﾝｶｸ", "𗀀𗀀", "𓀀", "𐀀", "\U00020000", "꒰ꀀ꒱", "（）", "“”", "…", "①", "±",
    # Scripts of India: joined consonants, spacing marks.
    "कि", "की", "क्", "क्ष", "क्षि", "त्र", "हिन्दी", "বাংলা", "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "ਪੰਜਾਬੀ", "ગુજરાતી",
    # Neither seen nor counted.
    "a\u200bb", "\ufeffa", "\u2060", "a\u00adb", "\u3164", "\u115f\u1160",
]


def widths(tmp_path, texts):
    """The columns that lamsh counts: a table fills its first column up to the widest cell."""
    path = tmp_path / "texts.json"
    path.write_text(json.dumps([{"a": text, "b": "|"} for text in texts] + [{"a": "-" * 100, "b": "|"}]))
    shown = subprocess.run(
        [binary(), "-c", "load texts.json --output table --wide"], cwd=tmp_path, env=clean_environment(tmp_path),
        capture_output=True, text=True, encoding="utf-8", errors="surrogatepass", timeout=300, check=True)
    lines = shown.stdout.split("\n")[1:-2]
    assert len(lines) == len(texts)
    for line, text in zip(lines, texts):
        assert line.startswith(text) and line.endswith("  |"), (line, text)
    return [100 - (len(line) - len(text) - 3) for line, text in zip(lines, texts)]


def test_every_code_point_is_as_wide_as_wcwidth_says(tmp_path):
    points = [point for point in range(0x110000) if not 0xD800 <= point < 0xE000 and point not in SPELLED]
    measured = widths(tmp_path, [chr(point) for point in points])
    others = [
        f"U+{point:04X}: {width}, and not {wcwidth.wcwidth(chr(point))}"
        for point, width in zip(points, measured) if width != wcwidth.wcwidth(chr(point))
    ]
    assert not others, "\n".join(others[:40])


def test_sequences_are_as_wide_as_wcwidth_says(tmp_path):
    measured = dict(zip(SEQUENCES, widths(tmp_path, SEQUENCES)))
    expected = {text: wcwidth.wcswidth(text) for text in SEQUENCES}
    assert {text: width for text, width in measured.items() if width != expected[text]} == {}


def test_the_mark_of_a_diagnostic_is_below_the_place_it_means(tmp_path):
    for before in ["", "東京 ", "𗀀𗀀 ", "👩\u200d👩\u200d👧 ", "🇩🇪 ", "e\u0301 ", "𓀀 ", "कि "]:
        shown = subprocess.run(
            [binary(), "-c", f'print "{before}" <<nope>>'], env=clean_environment(tmp_path), capture_output=True,
            text=True, encoding="utf-8", timeout=60, check=False)
        line, mark = shown.stderr.split("\n")[1:3]
        assert wcwidth.wcswidth(mark[:mark.index("^")]) == wcwidth.wcswidth(line[:line.index("<<")]) + 2, shown.stderr
