from decimal import Decimal

import pytest

from macros.quantities import Quantity, print_number, read_number, read_quantity, same


@pytest.mark.parametrize(("text", "number"), [
    ("80_000", 80000), ("80,000", 80000), ("0.5", Decimal("0.5")), ("-1", -1), ("five", 5), ("8,00", None), ("x", None), ("", None)])
def test_numbers_are_read_however_they_are_separated(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(("text", "amount", "unit"), [
    ("256 KiB", 256, "KiB"), ("15min", 15, "min"), ("1,000", 1000, ""), ("50%", 50, "%"), ("15-minute", 15, "minute"), ("five days", 5, "days")])
def test_quantities_are_read_with_their_unit(text, amount, unit):
    assert read_quantity(text) == Quantity(Decimal(amount), unit)


@pytest.mark.parametrize("text", ["about 5", "3 AZs of 4", "", "-"])
def test_other_words_are_no_quantity(text):
    assert read_quantity(text) is None


@pytest.mark.parametrize(("left", "right"), [
    ("900 s", "15 minutes"), ("1 day", "24 hours"), ("14 days", "2 weeks"), ("256 KiB", "262,144 bytes"), ("256 KB", "256 KiB"),
    ("10 GB", "10,000 MB"), ("2 GiB/s", "2,048 MiB/s"), ("5 Gbps", "5,000 Mbps"), ("50 ms", "0.05 seconds"), ("30", "30 seconds")])
def test_one_amount_in_two_units_is_the_same(left, right):
    assert same(read_quantity(left), read_quantity(right))


@pytest.mark.parametrize(("left", "right"), [
    ("900 s", "16 minutes"), ("256 KiB", "256 MiB"), ("10 GB", "10 Gb"), ("1,000 MB", "1,000 MiB/s"), ("3 days", "3 hours"), ("1 GiB", "1,000 MiB")])
def test_different_amounts_are_not(left, right):
    assert not same(read_quantity(left), read_quantity(right))


def test_numbers_print_with_separators_and_as_many_decimals_as_written():
    assert [print_number(Decimal(n)) for n in ("80000", "0.50", "1234.5")] == ["80,000", "0.50", "1,234.5"]
