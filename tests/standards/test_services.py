"""The services themselves: nothing of the wording is lost, and the chains come to their ends."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from flows.chain import act
from flows.due import due
from flows.intake import path
from flows.moves import submitted
from flows.standard import (
    DELIVERY_COMPONENTS,
    INTERNAL_COMPONENTS,
    Action,
    AskKind,
    Bound,
    Form,
    State,
)
from flows.whereabouts import Actor, Deed, Move
from standards.load import load_catalogue

SERVICES = sorted(load_catalogue().services)
BELITUNG = "belitung-userid-auditor"
BANJARMASIN = "bjm-aktivasi"

LIKE_ALL = (
    "Pemohon datang ke LPSE Kota Banjarmasin dengan membawa kelengkapan persyaratan administrasi",
    "Pemohon mengisi buku tamu yang disediakan oleh helpdesk, dan menyerahkan semua",
    "Apabila berkas tidak lengkap, maka berkas dikembalikan dan meminta Pemohon untuk melengkapi",
    "Respon pengaduan paling lambat 6 hari kerja sejak diterimanya pengaduan.",
    "Penyelesaian pengaduan sesuai dengan kondisi dan permasalahan yang ada.",
    "Jl. RE. Martadinata No. 1 Gedung Blok E Lt. Dasar Banjarmasin",
    "Peraturan Lembaga Kebijakan Pengadaan Barang/jasa Pemerintah No. 14 tahun 2018 tentang Unit",
    "Ruang AC (Area Tanpa Asap Rokok)",
    "Kasubbag Layanan Pengadaan Secara Elektronik",
    "Pengawasan dilakukan oleh atasan langsung secara berjenjang",
    "3 orang",
    "Kerahasiaan data pengguna tetap terjaga.",
    "Evaluasi berdasarkan pengawasan atasan langsung terkait kinerja pelayanan dan kedisiplinan.",
    "Surat permohonan diajukan secara online, dicetak, ditandatangani pimpinan perusahaan dan",
)
"""What the annexes 2 to 7 of Perwali 67/2018 print alike."""
COMPANY = (
    *LIKE_ALL,
    "Adanya jaminan bebas dari praktek KKN.",
    "Apabila berkas permohonan lengkap, benar dan valid, maka helpdesk akan menyerahkan berkas ke",
    "dibawa pada saat registrasi terdiri dari asli dan copy yaitu KTP Direktur, NPWP, ",
)
LICENCE = "NPWP, SIUP/SIUJK/Izin untuk menjalankan kegiatan/usaha sesuai ketentuan peraturan"
MADE = "Surat Kuasa dibuat diatas kertas berkop perusahaan"

PRINTED = {
    "bjm-email": (
        *COMPANY,
        "asli dan copy yaitu KTP Direktur, NPWP, Akta Pendirian Perusahaan dan Akta Perubahan",
        "Copy dan berkas permohonan diatas dimasukkan dalam map.",
        "Verifikator akan melakukan perubahan e-mail Penyedia Barang/Jasa yang terdaftar di LPSE",
        "1 hari kerja",
        "Jasa Perubahan e-mail Penyedia Barang/Jasa",
        "Jika tidak ada gangguan internet, perubahan e-mail paling lama 30 menit.",
    ),
    "bjm-cv-pt": (
        *COMPANY,
        LICENCE,
        "Copy dan berkas permohonan diatas dimasukkan dalam map.",
        "Verifikator akan melakukan perubahan data dari CV ke PT Penyedia Barang/Jasa yang",
        "Jasa Perubahan Status Perusahaan CV ke PT Penyedia Barang/Jasa",
        "Jika tidak ada gangguan internet, perubahan status paling lama 30 menit.",
    ),
    "bjm-npwp": (
        *COMPANY,
        LICENCE,
        MADE,
        "Berkas permohonan diatas dimasukkan dalam map dan diberi sampul.",
        "Verifikator akan melakukan perubahan NPWP Penyedia Barang/Jasa yang terdaftar di LPSE",
        "Jasa Perubahan NPWP Penyedia Barang/Jasa",
        "Jika tidak ada gangguan internet, perubahan NPWP paling lama 30 menit.",
    ),
    "bjm-nonaktif": (
        *COMPANY,
        LICENCE,
        MADE,
        "Berkas permohonan diatas dimasukkan dalam map.",
        "Verifikator akan melakukan penonaktifan user id Penyedia Barang/Jasa yang terdaftar",
        "Jasa Non Aktif User ID Penyedia Barang / Jasa",
        "Jika tidak ada gangguan internet, layanan non aktif User ID paling lama 30 menit.",
    ),
    "bjm-adp": (
        *COMPANY,
        LICENCE,
        MADE,
        "Verifikator akan melakukan pengajuan permohonan Aktivasi Agregasi Penyedia Barang/Jasa",
        "30 menit di LPSE Kota Banjarmasin (Proses di LKPP disesuaikan dengan kondisi di LKPP)",
        "Jasa Agregasi Data Penyedia (ADP)",
    ),
    "bjm-spse-masalah": (
        *LIKE_ALL,
        "2. Laporan/pernyataan permasalahan aplikasi SPSE.",
        "Helpdesk menerima dan memeriksa kelengkapan berkas pelaporan permasalahan",
        "maka helpdesk akan menyerahkan berkas ke admin sistem",
        "Admin sistem akan melakukan pemeriksaan / perbaikan atas kendala berdasarkan",
        "dilakukan secepat mungkin dan batas waktu maksimal 5 (lima) hari kerja, apabila kendala",
        "tersebut tidak perlu ditindaklanjuti ke helpdesk LKPP.",
        "Jasa pendampingan dan penanganan permasalahan",
        "Teratasi permasalahan/kendala teknis aplikasi SPSE.",
        "3. Admin Sistem",
    ),
    BELITUNG: (
        "Surat Tugas Pemeriksaan",
        "Data Auditor (Nama, NIP, Jabatan Tim, No HP, email)",
        "meneruskan ke Verifikator untuk diverifikasi kelengkapan persyaratannya",
        "mendisposisi Surat Permohonan Registrasi USER ID Auditor ke Kepala Bagian LPSE",
        "meneruskan Admin PPE untuk dibuatkan USER ID Auditor",
        "menyampaikan USER ID dan Password melalui email/sms/telepon/dll",
        "mengarsip surat permohonan USER ID beserta persyaratannya",
        "merupakan waktu ideal selama pejabat/pelaksana berada",
        "tidak padam listrik/internet mati/error aplikasi/dll",
        "Permendagri Nomor 112 Tahun 2018 tentang Pembentukan UKPBJ",
        "Memahami Penggunaan Aplikasi SPSE dan Aplikasi E-Procurement Lainnya",
        "SOP Agenda Surat Masuk",
        "Data dan kelengkapan berkas registrasi Auditor.",
        "BPK, BPKP, Irjen, Inspektorat, Pengadilan, Kejaksaan, Kepolisian, KPK, KPPU, dll",
    ),
    BANJARMASIN: (
        "Form pendaftaran dan formulir keikutsertaan (download di website LPSE), dicetak",
        "terdiri dari asli dan copy yaitu KTP Direktur, NPWP, SIUP/SIUJK/Izin untuk menjalankan",
        "Copy dan berkas permohonan diatas dimasukkan dalam map.",
        "Surat Kuasa diatas kertas berkop perusahaan, ditandatangani pimpinan perusahaan, dicap",
        "Pemohon mendownload 2 file kelengkapan administrasi pendaftaran pada attachment email",
        "Pemohon menunggu konfirmasi melalui email, yang berisi pemberitahuan untuk melakukan",
        "Pemohon mengisi buku tamu yang disediakan oleh helpdesk, dan menyerahkan semua",
        "Apabila berkas permohonan lengkap, benar dan valid, maka helpdesk akan menyerahkan",
        "Verifikator akan mengaktifkan User ID agar bisa digunakan login di LPSE",
        "Jasa Layanan Aktivasi User Id Penyedia Barang/Jasa",
        "Respon pengaduan paling lambat 6 hari kerja sejak diterimanya pengaduan.",
        "Peraturan Menteri Dalam Negeri No. 52 Tahun 2011 tentang Standard Operasional Prosedur",
        "Ruang AC (Area Tanpa Asap Rokok)",
        "Kasubbag Layanan Pengadaan Secara Elektronik",
        "Pengawasan dilakukan oleh atasan langsung secara berjenjang",
        "Adanya jaminan bebas dari praktek KKN.",
        "Lama proses penyelesaian tergantung tingkat kesulitan dan koordinasi dengan instansi",
        "Kerahasiaan data pengguna tetap terjaga",
        "Evaluasi berdasarkan pengawasan atasan langsung terkait kinerja pelayanan dan",
    ),
}


def printed(standard):
    texts = [component.text.id for component in standard.components.values()]
    texts += [line.text.id for line in standard.procedure]
    texts += [remark.text.id for remark in standard.remarks]
    return "\n".join([standard.who.id, *texts])


@pytest.mark.parametrize("service_id", sorted(PRINTED))
def test_no_wording_of_the_source_is_lost(catalogue, service_id):
    text = printed(catalogue.service(service_id))
    for wording in PRINTED[service_id]:
        assert wording in text


@pytest.mark.parametrize("service_id", SERVICES)
def test_a_service_has_all_components_and_ways_to_be_found(catalogue, service_id):
    standard = catalogue.service(service_id)
    assert tuple(standard.components) == (*DELIVERY_COMPONENTS, *INTERNAL_COMPONENTS)
    assert len(set(standard.words)) >= 12
    assert len(set(standard.words)) == len(standard.words)
    assert standard.version


@pytest.mark.parametrize("service_id", SERVICES)
def test_every_id_fits_into_a_button(catalogue, service_id):
    standard = catalogue.service(service_id)
    ids = [step.id for step in standard.steps] + [clock.id for clock in standard.clocks]
    for ask in standard.asks:
        ids += [ask.id, *(option.id for option in (*ask.options, *ask.any_of))]
    assert all(len(one) <= 20 and one == one.lower() and " " not in one for one in ids)


@pytest.mark.parametrize("service_id", SERVICES)
def test_a_text_answer_comes_with_an_example(catalogue, service_id):
    for ask in catalogue.service(service_id).asks:
        assert ask.kind is not AskKind.TEXT or ask.example is not None


def test_the_steps_of_sop_49_add_up_to_its_clock(catalogue):
    standard = catalogue.service(BELITUNG)
    minutes = [step.clock.amount for step in standard.steps if step.clock is not None]
    assert minutes == [10, 15, 30, 15, 60, 10]
    assert standard.clocks[0].amount == sum(minutes)


def walk(standard, deeds):
    """Play officers' deeds along the chain; returns the last move."""
    move = submitted(standard, standard.office, "")
    for action, channel in deeds:
        step = standard.step(move.to.step)
        actor = Actor(7, frozenset({(standard.office, step.role)}), step.role == "applicant")
        result = act(standard, move.to, Deed(action, channel=channel), actor)
        assert isinstance(result, Move), result
        move = result
    return move


def test_an_auditor_gets_the_user_id_and_confirms(catalogue):
    standard = catalogue.service(BELITUNG)
    way = (
        (Action.FORWARD, ""),
        (Action.FORWARD, ""),
        (Action.DISPOSE, ""),
        (Action.DISPOSE, ""),
        (Action.FORWARD, "email"),
        (Action.ARCHIVE, ""),
    )
    move = walk(standard, way)
    assert move.to.state is State.AWAITING_CONFIRMATION
    assert move.to.handed_over
    assert walk(standard, (*way, (Action.CONFIRM, ""))).to.state is State.DONE


def test_a_provider_is_activated_after_the_originals_were_seen(catalogue):
    standard = catalogue.service(BANJARMASIN)
    way = ((Action.FORWARD, ""), (Action.FORWARD, ""), (Action.FORWARD, ""))
    assert walk(standard, way[:1]).to.state is State.AWAITING_VISIT
    move = walk(standard, way)
    assert move.completed
    assert [clock.id for clock in move.started] == ["service"]
    assert walk(standard, (*way, (Action.FINISH, ""))).to.state is State.DONE


def test_thirty_minutes_are_counted_in_the_hours_of_banjarmasin(catalogue):
    clock = catalogue.service(BANJARMASIN).clocks[0]
    assert clock.bound is Bound.AT_MOST
    zone = ZoneInfo("Asia/Makassar")
    friday = datetime(2026, 11, 20, 11, 20, tzinfo=zone)
    result = due(clock, friday, catalogue.calendar("banjarmasin"))
    assert result.at == datetime(2026, 11, 20, 13, 20, tzinfo=zone)


SAME_WAY = ("bjm-email", "bjm-cv-pt", "bjm-npwp", "bjm-nonaktif")
SEEN = ((Action.FORWARD, ""), (Action.FORWARD, ""), (Action.FORWARD, ""))
"""Pre-check, visit, and the originals seen at the counter of Banjarmasin."""


@pytest.mark.parametrize("service_id", SAME_WAY)
def test_a_change_is_made_by_the_verifier_within_time_and_guarantee(catalogue, service_id):
    standard = catalogue.service(service_id)
    move = walk(standard, SEEN)
    assert [clock.id for clock in move.started] == ["service", "guarantee"]
    assert standard.step(move.to.step).role == "verifier"
    assert walk(standard, (*SEEN, (Action.FINISH, ""))).to.state is State.DONE


@pytest.mark.parametrize("service_id", SAME_WAY)
def test_the_guarantee_of_thirty_minutes_holds_without_internet_trouble(catalogue, service_id):
    guarantee = catalogue.service(service_id).clocks[1]
    assert (guarantee.amount, guarantee.exempt) == (30, ("network",))
    assert "jika tidak ada gangguan internet" in guarantee.told.id


def test_an_aggregation_waits_at_lkpp_without_any_promise(catalogue):
    standard = catalogue.service("bjm-adp")
    move = walk(standard, (*SEEN, (Action.FORWARD, "")))
    assert move.to.state is State.FORWARDED_TO_LKPP
    assert "service" in move.stopped
    assert move.started == ()
    assert (
        walk(standard, (*SEEN, (Action.FORWARD, ""), (Action.FINISH, ""))).to.state is State.DONE
    )


def test_a_change_of_e_mail_asks_for_no_licence_and_the_new_address_twice(catalogue):
    standard = catalogue.service("bjm-email")
    items = [ask.id for ask in standard.asks]
    assert "licence" not in items
    assert standard.ask("new_email").differs_from == "old_email"
    assert standard.ask("new_email_again").same_as == "new_email"


def test_only_what_the_source_demands_is_compulsory_where_papers_are_hints(catalogue):
    optional = {ask.id for ask in catalogue.service("bjm-cv-pt").asks if ask.optional}
    assert optional == {"new_deed", "ministry_approval", "new_licence"}
    assert catalogue.service("bjm-npwp").ask("old_tax_card").optional
    assert not catalogue.service("bjm-npwp").ask("tax_card").optional
    assert catalogue.service("bjm-nonaktif").ask("reason").optional


def asked(standard, **answers):
    return [ask.id for ask in path(standard, answers)]


def test_the_path_of_banjarmasin_follows_the_answers(catalogue):
    standard = catalogue.service(BANJARMASIN)
    company = asked(standard, company_form="pt", deed_amended="yes", visitor="representative")
    assert company[-4:] == ["founding_deed", "deed_amended", "amendment_deed", "power_of_attorney"]
    person = asked(standard, company_form="individual_business", visitor="company_head")
    assert person[-1] == "licence"
    not_yet = standard.ask("registered").options[1]
    assert "lpse.banjarmasinkota.go.id" in not_yet.stay.id


def test_the_papers_of_banjarmasin_are_brought_as_printed(catalogue):
    standard = catalogue.service(BANJARMASIN)
    in_force = {ask.id for ask in standard.asks if ask.in_force}
    assert in_force == {"identity_card", "tax_card", "licence", "founding_deed", "amendment_deed"}
    assert all(standard.ask(item).form is Form.ORIGINAL_AND_COPY for item in in_force)
    assert standard.ask("power_of_attorney").form is Form.ORIGINAL
    assert [option.id for option in standard.ask("licence").any_of] == [
        "nib",
        "siup",
        "siujk",
        "sbu",
        "other",
    ]


def test_belitung_asks_another_agency_for_its_name(catalogue):
    standard = catalogue.service(BELITUNG)
    assert "agency_name" not in asked(standard, agency="bpk")
    assert asked(standard, agency="other")[1] == "agency_name"
    assert len(standard.ask("agency").options) == 10
