"""Changing services: a version from a chosen day; a running case keeps the one it began under."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db, writing
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.registration.actions import services as actions
from aormas.registration.models import Application, Requirement, Service, ServiceVersion, StockReason
from tests.conftest import ROLES

TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def admin(person) -> User:
    return person("admin")


@pytest.fixture
def service(app: Flask) -> Service:
    return db.session.scalars(select(Service).where(Service.code == "lapor-keberadaan")).one()


def begin_case(version: ServiceVersion) -> Application:
    """Begin a case under a version, as filing does."""
    count = db.session.query(Application).count() + 1
    with writing():
        case = Application(
            reference=f"P26-{count:04}", code_digest=f"{count:064}", client_id=f"{count:036}", version=version,
            stage="draft", turn="applicant", answers={}, created_at=clock.now(), saved_at=clock.now(),
        )  # fmt: skip
        db.session.add(case)
    return case


def paper_values(**values):
    """Return what the form of a paper gives."""
    blank = {
        "title": "Surat domisili",
        "help": "Dari lurah.",
        "mistake": "",
        "necessity": "required",
        "condition": "",
        "sample_text": "",
        "sensitive": False,
    }
    return {**blank, **values}


def titles(version: ServiceVersion) -> list[str]:
    return [paper.title for paper in version.requirements]


def test_a_change_begins_as_a_copy_with_papers_reasons_and_days(service, admin):
    before = service.versions[0]
    made = actions.begin(service, TOMORROW, admin)
    assert made.valid_from == TOMORROW
    assert titles(made) == titles(before)
    assert [(r.requirement_code, r.title) for r in made.reasons] == [
        (r.requirement_code, r.title) for r in before.reasons
    ]
    assert (made.office_days, made.letter_type_id) == (before.office_days, before.letter_type_id)
    assert not {p.id for p in made.requirements} & {p.id for p in before.requirements}


def test_the_same_day_again_goes_on_with_the_version_that_nobody_uses_yet(service, admin):
    assert actions.begin(service, TOMORROW, admin) is actions.begin(service, TOMORROW, admin)
    assert len(service.versions) == 2


def test_today_can_be_changed_as_long_as_no_case_began_today_under_it(service, admin):
    assert actions.begin(service, TODAY, admin) is service.versions[0]
    begin_case(service.versions[0])
    with pytest.raises(Invalid) as raised:
        actions.begin(service, TODAY, admin)
    assert raised.value.field == "on"
    assert actions.begin(service, TOMORROW, admin).valid_from == TOMORROW


def test_a_day_that_has_passed_is_refused(service, admin):
    with pytest.raises(Invalid):
        actions.begin(service, TODAY - timedelta(days=1), admin)


def test_a_running_case_keeps_the_version_it_began_under(service, admin, frozen):
    case = begin_case(service.versions[0])
    asked = titles(case.version)
    made = actions.begin(service, TOMORROW, admin)
    actions.change(made, admin, office_days=3)
    actions.remove_paper(made.requirements[0], admin)
    actions.save_paper(made, None, admin, **paper_values())
    with clock.frozen(frozen + timedelta(days=2)):
        assert actions.holding(service, clock.today()).office_days == 3
        assert titles(case.version) == asked
        assert case.version.office_days == 5
        later = begin_case(actions.holding(service, clock.today()))
        assert titles(later.version) == [*asked[1:], "Surat domisili"]


def test_a_version_is_closed_as_soon_as_a_case_began_under_it(service, admin):
    made = actions.begin(service, TOMORROW, admin)
    begin_case(made)
    for act in (
        lambda: actions.change(made, admin, fee="Rp1"),
        lambda: actions.save_paper(made, None, admin, **paper_values()),
        lambda: actions.remove_paper(made.requirements[0], admin),
        lambda: actions.move_paper(made.requirements[0], 1, admin),
        lambda: actions.save_reason(made, None, admin, requirement_code="", title="x", explanation="y"),
        lambda: actions.remove_reason(made.reasons[0], admin),
        lambda: actions.drop(made, admin),
    ):
        with pytest.raises(Conflict):
            act()
    assert not actions.can_change(made)


def test_papers_are_moved_within_the_list_and_stay_at_its_ends(service, admin):
    made = actions.begin(service, TOMORROW, admin)
    first, second, *rest = titles(made)
    actions.move_paper(made.requirements[1], -1, admin)
    db.session.expire_all()
    assert titles(made) == [second, first, *rest]
    actions.move_paper(made.requirements[0], -1, admin)
    db.session.expire_all()
    assert titles(made) == [second, first, *rest]
    actions.move_paper(made.requirements[-1], 1, admin)
    db.session.expire_all()
    assert titles(made) == [second, first, *rest]


def test_two_papers_of_one_name_get_different_codes(service, admin):
    made = actions.begin(service, TOMORROW, admin)
    codes = [actions.save_paper(made, None, admin, **paper_values(title="Surat Kuasa")).code for _ in range(3)]
    assert codes == ["surat-kuasa", "surat-kuasa-2", "surat-kuasa-3"]


def test_a_paper_that_is_taken_out_takes_its_own_reasons_along(service, admin):
    made = actions.begin(service, TOMORROW, admin)
    code = next(reason.requirement_code for reason in made.reasons if reason.requirement_code)
    general = sum(not reason.requirement_code for reason in made.reasons)
    actions.remove_paper(next(paper for paper in made.requirements if paper.code == code), admin)
    db.session.expire_all()
    assert code not in {reason.requirement_code for reason in made.reasons}
    assert sum(not reason.requirement_code for reason in made.reasons) == general


def test_a_change_still_to_come_can_be_given_up_and_leaves_nothing_behind(service, admin):
    made = actions.begin(service, TOMORROW, admin)
    number = made.id
    actions.drop(made, admin)
    assert len(service.versions) == 1
    assert db.session.scalars(select(Requirement).where(Requirement.version_id == number)).all() == []
    assert db.session.scalars(select(StockReason).where(StockReason.version_id == number)).all() == []
    with pytest.raises(Conflict):
        actions.drop(service.versions[0], admin)
    assert audit.broken_link() is None


@pytest.mark.parametrize("role", ROLES)
def test_only_the_administrator_changes_services(service, person, role):
    if role == "admin":
        assert actions.begin(service, TOMORROW, person(role))
    else:
        with pytest.raises(NotAllowed):
            actions.begin(service, TOMORROW, person(role))
        with pytest.raises(NotAllowed):
            actions.set_open(service, False, person(role))


PAGES = ("/meja/pengaturan/layanan", "/meja/pengaturan/layanan/1", "/meja/pengaturan/layanan/versi/1")
EDITORS = (
    "/meja/pengaturan/layanan/versi/1/isi",
    "/meja/pengaturan/layanan/versi/1/berkas",
    "/meja/pengaturan/layanan/berkas/1",
    "/meja/pengaturan/layanan/alasan/1",
)


@pytest.mark.parametrize("role", ["admin", "auditor", "kaban", "verifikator"])
def test_who_sees_the_settings_and_who_opens_the_editors(signed_in, role):
    browser = signed_in(role)
    sees, edits = role in {"admin", "auditor"}, role == "admin"
    assert {browser.get(page).status_code for page in PAGES} == {200 if sees else 403}
    assert {browser.get(page).status_code for page in EDITORS} == {200 if edits else 403}


def test_an_administrator_changes_a_service_from_tomorrow_by_the_pages(service, signed_in):
    browser = signed_in("admin")
    answer = browser.post(f"/meja/pengaturan/layanan/{service.id}", data={"on": TOMORROW.isoformat()})
    assert answer.status_code == 303
    page = answer.location
    version = service.versions[-1]
    typed = {name: str(getattr(version, name)) for name in actions.VERSION_FIELDS} | {
        "title": "Lapor keberadaan baru",
        "office_days": "4",
    }
    assert browser.post(f"{page}/isi", data=typed).status_code == 303
    assert (
        browser.post(f"{page}/berkas", data={**paper_values(title="Foto lambang"), "sensitive": ""}).status_code == 303
    )
    assert (
        browser.post(
            f"{page}/alasan", data={"requirement_code": "foto-lambang", "title": "Buram", "explanation": "Foto ulang."}
        ).status_code
        == 303
    )
    text = browser.get(page).text
    assert "Lapor keberadaan baru" in text
    assert "4 hari kerja" in text
    assert "Foto lambang. Foto ulang." in text


def test_a_wrong_form_comes_back_with_what_was_typed_and_says_what_to_do(service, admin, signed_in):
    made = actions.begin(service, TOMORROW, admin)
    browser = signed_in("admin")
    typed = paper_values(title="Rekomendasi", necessity="conditional", help="Dari Kemenag kota.")
    answer = browser.post(f"/meja/pengaturan/layanan/versi/{made.id}/berkas", data=typed)
    assert answer.status_code == 422
    assert "Tulis syaratnya, misalnya" in answer.text
    assert "Dari Kemenag kota." in answer.text
    answer = browser.post(f"/meja/pengaturan/layanan/versi/{made.id}/isi", data={"office_days": "0"})
    assert answer.status_code == 422
    assert "Tulis jumlah hari kerja dari 1 sampai 90." in answer.text


def test_a_sample_is_cleaned_stored_shown_and_removed(service, admin, signed_in):
    from PIL import Image

    made = actions.begin(service, TOMORROW, admin)
    paper = made.requirements[0]
    photo = io.BytesIO()
    Image.new("RGB", (800, 1100), "white").save(photo, "JPEG")
    photo.seek(0)
    browser, page = signed_in("admin"), f"/meja/pengaturan/layanan/berkas/{paper.id}"
    values = {**paper_values(title=paper.title), "sensitive": ""}
    assert browser.post(page, data={**values, "sample": (photo, "contoh.jpg")}).status_code == 303
    with browser.get(f"{page}/contoh.pdf") as answer:
        assert answer.data.startswith(b"%PDF")
    answer = browser.post(page, data={**values, "sample": (io.BytesIO(b"MZ\x90 no paper"), "contoh.exe")})
    assert answer.status_code == 422
    assert browser.post(page, data={**values, "drop_sample": "y"}).status_code == 303
    assert browser.get(f"{page}/contoh.pdf").status_code == 404


def test_a_page_left_open_while_a_case_began_answers_that_things_moved_on(service, admin, signed_in):
    made = actions.begin(service, TOMORROW, admin)
    begin_case(made)
    answer = signed_in("admin").post(
        f"/meja/pengaturan/layanan/versi/{made.id}/berkas", data=paper_values(help="Kata-kata yang tidak boleh hilang.")
    )
    assert answer.status_code == 409
    assert "Kata-kata yang tidak boleh hilang." in answer.text


def test_a_closed_service_can_be_offered_again(service, signed_in):
    browser, page = signed_in("admin"), f"/meja/pengaturan/layanan/{service.id}/buka"
    browser.post(page, data={"active": "0"})
    assert not service.active
    browser.post(page, data={"active": "1"})
    assert service.active


def test_an_open_version_says_that_changes_are_stored_and_leads_back(service, admin, signed_in):
    made = actions.begin(service, TOMORROW, admin)
    text = signed_in("admin").get(f"/meja/pengaturan/layanan/versi/{made.id}").text
    assert "Setiap perubahan langsung tersimpan. Mulai 25 November 2026" in text
    assert f'<a class="button" href="/meja/pengaturan/layanan/{service.id}">Selesai</a>' in text


def test_the_preview_shows_the_version_as_everybody_will_see_it(service, admin, signed_in):
    made = actions.begin(service, TOMORROW, admin)
    actions.change(made, admin, summary="Kalimat yang baru ditulis.")
    text = signed_in("admin").get(f"/meja/pengaturan/layanan/versi/{made.id}/pratinjau").text
    assert "Pratinjau: begini layanan terlihat oleh umum mulai 25 November 2026." in text
    assert "Kalimat yang baru ditulis." in text
    assert "Meja petugas" not in text


def test_what_is_taken_out_by_the_pages_is_gone_and_the_version_before_keeps_it(service, admin, signed_in):
    made = actions.begin(service, TOMORROW, admin)
    paper, before = made.requirements[0], titles(service.versions[0])
    browser = signed_in("admin")
    assert (
        browser.post(
            f"/meja/pengaturan/layanan/berkas/{made.requirements[1].id}/geser", data={"step": "-1"}
        ).status_code
        == 303
    )
    assert browser.post(f"/meja/pengaturan/layanan/berkas/{paper.id}/buang").status_code == 303
    assert browser.post(f"/meja/pengaturan/layanan/alasan/{made.reasons[0].id}/buang").status_code == 303
    assert titles(made) == before[1:]
    assert titles(service.versions[0]) == before
