"""Digits: how one number comes to be written for another."""

_BESIDE = {  # neighbours on the keypad 789 / 456 / 123 / 0
    "0": "12", "1": "024", "2": "0135", "3": "26", "4": "157", "5": "2468", "6": "359", "7": "48", "8": "579",
    "9": "68",
}  # fmt: skip
_EXCHANGED, _TENFOLD, _DOUBLED, _COUNT, _NEIGHBOUR = (
    (3, "相邻两个数字写颠倒"),
    (2, "差一个 0"),
    (2, "多写或少写一个相同的数字"),
    (1, "多写或少写一个数字"),
    (1, "按错相邻的数字键"),
)


def likeness(written: int, right: int) -> tuple[float, str]:
    """How likely a slip turns `right` into `written`, in points, and how it is told; 0 where none is known.

    A 0 in place of a number, or a number in place of a 0, is no slip of a digit.
    """
    if not (written and right):
        return 0, ""
    one, other = str(written), str(right)
    if len(one) == len(other):
        return _of_equal_length(one, other)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) != len(shorter) + 1:
        return 0, ""
    if longer == f"{shorter}0":
        return _TENFOLD
    dropped = [at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter]
    if len(dropped) > 1:  # the same number whichever of two equal neighbours goes
        return _DOUBLED
    return _COUNT if dropped else (0, "")


def _of_equal_length(one: str, other: str) -> tuple[float, str]:
    differing = [at for at in range(len(one)) if one[at] != other[at]]
    if len(differing) == 1 < len(one) and other[differing[0]] in _BESIDE.get(one[differing[0]], ""):
        return _NEIGHBOUR
    first = differing[0] if differing else 0
    if differing == [first, first + 1] and one[first : first + 2] == other[first : first + 2][::-1]:
        return _EXCHANGED
    return 0, ""
