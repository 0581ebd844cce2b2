"""Every proof in three forms, its seed printed when it fails, its figures kept."""

import os

import pytest

from tests.prove import report
from tests.prove.proof import Form, Proof, seed_of

FORMS = (
    pytest.param(Form.SHORT, id="short"),
    pytest.param(Form.TENTH, id="tenth", marks=pytest.mark.prove),
    pytest.param(Form.FLOOR, id="floor", marks=pytest.mark.prove_long),
)


def pytest_generate_tests(metafunc):
    """Give a test that takes `proof` its three forms, or those its own marks allow."""
    if "proof" not in metafunc.fixturenames:
        return
    marked = {mark.name for mark in metafunc.definition.iter_markers()} & {"prove", "prove_long"}
    forms = [form for form in FORMS if not marked or marked & {mark.name for mark in form.marks}]
    metafunc.parametrize("proof", forms, indirect=True)


@pytest.fixture
def proof(request):
    """The form and the seed of this run; `record` keeps its figures."""
    made = Proof(request.param, seed_of(request.param))
    request.node.user_properties.append(("seed", made.seed))
    return made


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Say with a failure how to repeat it."""
    made = yield
    seed = dict(item.user_properties).get("seed")
    if made.failed and seed is not None:
        made.sections.append(("seed", f"repeat it with LOKET_SEED={seed}"))
    return made


def pytest_sessionfinish():
    """Write docs/proof.md when the run kept figures."""
    if os.environ.get("LOKET_PROOF") == "1" and "PYTEST_XDIST_WORKER" not in os.environ:
        report.write()
