"""The services whose chains are tested."""

import pytest

from tests.flows.holding import SERVICES


@pytest.fixture(params=SERVICES)
def service(request, all_services):
    return all_services.service(request.param)


@pytest.fixture
def auditor(all_services):
    return all_services.service("belitung-userid-auditor")


@pytest.fixture
def activation(all_services):
    return all_services.service("bjm-aktivasi")
