"""What the clients in Python share: cases, and what services tell."""

import traceback

TRACKING_ID = "mirror \u00e9 <7>"
LONG = 9_007_199_254_740_993
UNICODE = [
    "\u00e9\u00df \u6f22\u5b57 \u05d0 \U0001f600",
    '<a b="c">&amp;</a> ]]> \' --',
    "(\u00a0\u0085\u2028\ufffd)",
]
SPACE = ["  both ends  ", "tab\tand\nlines\n", "\r\ncarriage\rreturns", " "]
MEMBERS = ["Currency", "Name", "Time", "Value", "Credit", "Model", "Email", "Phone", "Click"]


def told(default, **members):
    """What the service tells of a conversion: its members in order, `default` where none is given."""
    return " ".join(f"{name}={members.get(name, default)}" for name in MEMBERS)


def quoted(text):
    return f'"{text}"'


class Cannot(Exception):
    """The stack cannot do it, for that reason."""


def expect(what, found, expected):
    if found != expected:
        raise AssertionError(f"{what}: {found!r} instead of {expected!r}")


def run(cases):
    """Runs the cases, given by name, and prints what came of each."""
    for name, case in cases.items():
        try:
            case()
            print(f"pass {name}")
        except Cannot as reason:
            print(f"cannot {name} {reason}")
        except Exception as wrong:
            where = traceback.extract_tb(wrong.__traceback__)[-1]
            text = " ".join(f"{type(wrong).__name__}: {wrong} ({where.name}:{where.lineno})".split())
            print(f"fail {name} {text}")
