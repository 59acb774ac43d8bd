"""Proofs: each outcome, and that a proof can fail."""

from decimal import Decimal

import pytest

from macros.model import Column, Proof
from macros.quantities import Quantity
from tools import artefacts
from tools.proofs import Outcome, agrees, judge

NUMBER, QUANTITY = Column("c", "C", "number"), Column("c", "C", "quantity")


def outcome(value, text, find, column=NUMBER, **more):
    return judge(value, column, Proof("r", "c", "x", find, **more), text)[0]


def test_a_captured_figure_is_compared():
    text = "gp3: 3,000 - 80,000 IOPS"
    assert outcome(Decimal(80000), text, r"- ([\d,]+) IOPS") is Outcome.OK
    assert outcome(Decimal(16000), text, r"- ([\d,]+) IOPS") is Outcome.DRIFT
    assert outcome(Decimal(80000), "gp3: any IOPS", r"- ([\d,]+) IOPS") is Outcome.LOST


@pytest.mark.parametrize(("value", "stated", "unit", "same"), [
    (Quantity(Decimal(15), "min"), "900 seconds", "", True), (Quantity(Decimal(15), "min"), "900", "s", True),
    (Quantity(Decimal(15), "min"), "16 minutes", "", False), (Quantity(Decimal(15), "min"), "15 hours", "", False)])
def test_units_count(value, stated, unit, same):
    assert agrees(value, QUANTITY, stated, unit) is same


def test_a_meaning_is_compared_with_the_cell():
    yesno = Column("c", "C", "yesno")
    assert outcome(False, "You can't do it.", "can't do", yesno, means="no") is Outcome.OK
    assert outcome(True, "You can't do it.", "can't do", yesno, means="no") is Outcome.DRIFT
    assert outcome(False, "You can do it.", "can't do", yesno, means="no") is Outcome.LOST


def test_a_sentence_alone_counts_apart():
    assert outcome(Decimal(1), "There is one.", "There is") is Outcome.WORDED


def test_lists_are_compared_as_sets():
    column = Column("c", "C", "list")
    assert agrees(("HTTP", "HTTPS"), column, "HTTPS | HTTP")
    assert not agrees(("HTTP",), column, "HTTPS | HTTP")


def test_texts_of_each_kind_of_locator():
    assert "[max " in artefacts.text("botocore:lambda:shape:Timeout")
    assert "IOPS" in artefacts.text("botocore:ec2:CreateVolumeRequest.Iops")
    assert "queue" in artefacts.text("botocore:sqs:op:CreateQueue")
    assert "Valid values" in artefacts.text("cfn:AWS::SQS::Queue:/properties/VisibilityTimeout") or "43200" in artefacts.text("cfn:AWS::SQS::Queue:/properties/VisibilityTimeout")
    assert "version" in artefacts.text("pyfile:cfnlint/version.py")


@pytest.mark.parametrize(("locator", "error"), [
    ("nonsense", artefacts.LocatorError), ("botocore:nowhere:shape:X", artefacts.LocatorError), ("botocore:ec2:Shape", artefacts.LocatorError),
    ("cfn:AWS::No::Such:/x", artefacts.LocatorError), ("botocore:ec2:shape:NoSuchShape", artefacts.Missing),
    ("botocore:ec2:CreateVolumeRequest.Nope", artefacts.Missing), ("pyfile:nowhere_at_all/x.py", artefacts.PackageMissing)])
def test_a_bad_locator_is_told_apart_from_one_that_lost_its_place(locator, error):
    with pytest.raises(error):
        artefacts.text(locator)
