"""S14: nobody gives two consecutive approvals of one case, nor decides his own."""

from tests.flows.test_duties import SERVICES, walked


def test_no_way_through_any_chain_holds_two_approvals_of_one_person(all_services, proof):
    counts = [walked(all_services.service(service)) for service in SERVICES]
    states, tried, refused = (sum(column) for column in zip(*counts, strict=True))
    assert refused
    figures = {
        "chains": len(SERVICES),
        "whereabouts": states,
        "deeds": tried,
        "refused as a second approval": refused,
        "two in a row": 0,
    }
    left = "two people who agree with each other; a person with two accounts"
    proof.record("S14", "walked", figures, left)
