"""The front of the counter: menu, services and their cards, help, language, and the unknown."""

from dataclasses import replace

from desk.calendars.orders import HEADS
from desk.complaints.start import FAMILIES, family, start_label
from desk.complaints.start import members as family_members
from desk.counter.places import receiving
from desk.deep_links import service_button
from desk.filing.rights import recording_posts
from desk.incidents.view import notices
from desk.retention.rights import offices as answers_for_data
from desk.versions import pinned
from desk.visit import Reply, Visit, card
from faq.services import SURE, find
from flows.say import Button, Card, Place, Say, Style
from flows.standard import DELIVERY_COMPONENTS, Standard
from flows.words import Language
from storage import conversations, drafts, people

FOLDED = frozenset(("procedure", "complaints"))
"""The long components: on the card they are folded, so that the way to start stays in sight."""


def menu(visit: Visit, place: Place = Place.NEW) -> Reply:
    """The main menu: every entry by button, number and word."""
    says = [Say("menu.greeting", {"name": visit.desk.speaker.name})]
    rows: list[tuple[Button, ...]] = [
        (Button(Say("button.services"), "services", "", Style.PRIMARY),),
        (Button(Say("button.status_all"), "tickets"),),
        (Button(Say("button.complain"), "complain"), Button(Say("button.request"), "request")),
    ]
    waiting = drafts.open_ones(visit.desk.tx, visit.person.id)
    if waiting:
        says.append(Say("menu.drafts", {"count": len(waiting)}))
        rows.append((Button(Say("button.drafts"), "drafts"),))
    rows.append((Button(Say("button.help"), "help"), Button(Say("button.language"), "language")))
    rows.append(
        (
            Button(Say("counter.button_visits"), "visits"),
            Button(Say("settings.button"), "settings"),
            Button(Say("question.button_ask"), "question_ask"),
        )
    )
    if visit.posts:
        rows.insert(0, (Button(Say("button.queue"), "queue", "", Style.PRIMARY),))
    return Reply((card(*says, rows=rows, place=place),), at=conversations.NOWHERE, numbered=True)


def offered(visit: Visit) -> list[Standard]:
    """Return the services that are switched on, office by office; not those every office has."""
    catalogue = visit.desk.books.catalogue
    return [
        standard
        for office in catalogue.offices
        if office in catalogue.served
        for standard in catalogue.services_of(office)
        if not standard.family
    ]


def services(visit: Visit, place: Place = Place.NEW) -> Reply:
    """List all services."""
    catalogue = visit.desk.books.catalogue
    standards = offered(visit)
    lines = tuple(
        Say(
            "menu.service_line",
            {
                "number": number,
                "title": standard.title,
                "office": catalogue.office(standard.office).name,
            },
        )
        for number, standard in enumerate(standards, 1)
    )
    rows = [
        (Button(Say("menu.service_button", {"number": n, "title": s.title}), "service", s.id),)
        for n, s in enumerate(standards, 1)
    ]
    rows.append((Button(Say("button.menu"), "menu"),))
    listed = card(Say("menu.services", {"lines": lines}), rows=rows, place=place)
    return Reply((listed,), at=conversations.NOWHERE, numbered=True)


def service(visit: Visit, service_id: str) -> Reply:
    """The service's card: its six delivery components come before the first question."""
    standard = visit.desk.books.catalogue.service(service_id)
    at = replace(conversations.NOWHERE, about=service_id)
    return Reply((service_card(visit, standard),), at=at, numbered=True)


def by_id(visit: Visit, service_id: str) -> Reply | None:
    """Show a service that is switched on and served here; None for any other id."""
    found = [one for one in offered(visit) if one.id == service_id]
    return service(visit, service_id) if found else None


def service_card(visit: Visit, standard: Standard) -> Card:
    """Return the card of one service."""
    says = [
        Say(
            "service.title",
            {
                "title": standard.title,
                "office": visit.desk.books.catalogue.office(standard.office).name,
                "who": standard.who,
            },
        )
    ]
    says.extend(notices(visit.desk, standard.office, standard.id))
    for name in DELIVERY_COMPONENTS:
        part = standard.components[name]
        key = "service.folded" if name in FOLDED else "service.component"
        key = "service.absent" if part.absent else key
        says.append(Say(key, {"title": Say(f"component.{name}"), "text": part.text}))
    if standard.try_first is not None:
        says.append(Say("service.try_first", {"text": standard.try_first}))
    source = {"document": standard.source.document, "article": standard.source.article}
    says.append(Say("service.source", {**source, "free": Say("service.safe")}))
    rows = (
        (Button(start_label(standard.kind), "begin", standard.id, Style.SUCCESS),),
        (
            Button(Say("button.standard"), "standard", standard.id),
            Button(Say("button.standard_pdf"), "pdf", standard.id),
        ),
        service_button(visit, standard),
        (Button(Say("button.services"), "services"), Button(Say("button.menu"), "menu")),
    )
    return card(*says, rows=[row for row in rows if row])


def draft_list(visit: Visit) -> Reply:
    """List the open drafts: saved is not submitted."""
    waiting = drafts.open_ones(visit.desk.tx, visit.person.id)
    if not waiting:
        return Reply(
            (card(Say("drafts.none"), rows=[[Button(Say("button.services"), "services")]]),)
        )
    rows = tuple(
        (
            Button(
                Say(
                    "drafts.button",
                    {
                        "number": n,
                        "title": pinned(visit.desk, d.service, d.standard_version).title,
                    },
                ),
                "draft",
                str(d.id),
            ),
        )
        for n, d in enumerate(waiting, 1)
    )
    return Reply((card(Say("drafts.list"), rows=rows),), numbered=True)


def help_(visit: Visit) -> Reply:
    """What can be done, in commands and words; inside a question the question stays open."""
    says = [Say("help.applicant"), Say("help.visits"), Say("help.complaints")]
    says.append(Say("help.own"))
    says.append(Say("question.help"))
    if visit.posts:
        says.extend((Say("help.staff"), Say("help.letters")))
        says.extend((Say("help.consulting"), Say("help.daily"), Say("help.powers")))
        says.append(Say("faq.help"))
        says.append(Say("help.limits"))
    if receiving(visit):
        says.append(Say("help.receiving"))
    if recording_posts(visit):
        says.append(Say("help.recording"))
    if visit.is_administrator or any(role in HEADS for _, role in visit.posts):
        says.append(Say("help.heads"))
    if answers_for_data(visit):
        says.append(Say("help.personal_data"))
    if visit.is_administrator:
        says.append(Say("help.administrators"))
    says.append(Say("help.typing"))
    if visit.at.draft_id is not None:
        rows = ((Button(Say("button.go_on"), "go_on", "", Style.PRIMARY),),)
        return Reply((card(Say("help.in_draft"), *says, rows=rows),))
    rows = ((Button(Say("button.menu"), "menu"),),)
    return Reply((card(*says, rows=rows),))


def languages(visit: Visit) -> Reply:
    """Offer the languages, each in its own name."""
    rows = (
        (Button(Say("language.id"), "speak", "id"), Button(Say("language.en"), "speak", "en")),
    )
    return Reply((card(Say("language.which"), rows=rows),), numbered=True)


def speak(visit: Visit, code: str) -> Reply:
    """Change the language."""
    language = Language.EN if code == "en" else Language.ID
    people.speak(visit.desk.tx, visit.person.id, language)
    rows = ((Button(Say("button.menu"), "menu"),),)
    return Reply((card(Say(f"language.now_{language.value}"), rows=rows),))


def named(visit: Visit, text: str, sure: float = SURE) -> list[Standard]:
    """Return the services somebody names in his own words, the best first (`find`)."""
    families = [members[0] for name in FAMILIES if (members := family_members(visit, name))]
    found = find(text, [*offered(visit), *families], sure)
    return [visit.desk.books.catalogue.service(service_id) for service_id in found]


def by_words(visit: Visit, text: str, sure: float = SURE) -> Reply | None:
    """Show the service somebody names, or which ones it may be; None when nothing fits."""
    found = named(visit, text, sure)
    if not found:
        return None
    if found[0].family:
        return family(visit, found[0].family)
    if len(found) == 1:
        return service(visit, found[0].id)
    rows = [
        (Button(Say("menu.service_button", {"number": n, "title": s.title}), "service", s.id),)
        for n, s in enumerate(found, 1)
    ]
    rows.append((Button(Say("button.menu"), "menu"),))
    return Reply((card(Say("menu.did_you_mean"), rows=rows),), numbered=True)


def instead(visit: Visit, why: Say) -> Reply:
    """Show the way on under a sentence that says why what came was not taken."""
    shown = menu(visit)
    _, *more = shown.cards[0].says
    return replace(shown, cards=(replace(shown.cards[0], says=(why, *more)),))
