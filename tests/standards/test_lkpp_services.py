"""Babel's and LKPP's services: nothing of the wording is lost, and their chains are as printed."""

import pytest

from flows.intake import path
from flows.pauses import EXEMPT
from flows.standard import Action, AskKind, Bound, Form
from standards.draw import chain_chart
from standards.show import service_sheet

PRINTED = {
    "babel-userid-klpd": (
        "Mengajukan surat permohonan dari Pengguna LPSE (K/L/PD) kepada Kepala Biro Pengadaan",
        "Formulir Layanan LPSE.",
        "jika sudah dinyatakan LENGKAP;",
        "sesuai dengan tugas dan tanggung jawabnya masing-masing;",
        "mendisposisi kepada Admin LPSE (PPE/System/Agency) untuk memproses pembuatan User Id;",
        "telah dikirim melalui email atau lainnya",
        "± 1 hari (dalam kondisi normal, aplikasi tidak eror, listrik tidak padam dan",
        "Tidak dipungut biaya",
        "Datang Langsung ke LPSE melalui Helpdesk",
        "lpse@babelprov.go.id",
        "d/a Kantor Gubernur Kepulauan Bangka Belitung Lantai 3 Gedung B, Air Pangkalpinang.",
    ),
    "lkpp-epurchasing": (
        "menyampaikan SK atau surat tugas atau surat pengantar dari pimpinan instansi.",
        "Penyedia Barang/Jasa yang sudah mempunyai perikatan dengan LKPP.",
        "penyedia menyampaikan salinan surat pengantar dari pimpinan perusahaan ke LPSE terdekat",
        "Mengunggah bukti pembayaran ke sistem E-Purchasing setiap selesai transaksi.",
        "sesuai standar pelayanan di LPSE dimana para pihak mendaftar.",
        "selambat-lambatnya 5 (lima) hari kerja sejak surat permohonan diterima",
        "lama waktu pelatihan selama 2 (dua) hari kerja.",
        "sesuai dengan biaya yang tersedia oleh penyelenggara.",
        "Layanan E-Commerce Pengadaan Barang/Jasa.",
        "Staf terkait wajib menerima telepon",
        "diterima oleh Sekretaris Direktur Pengembangan Sistem Katalog dan diberi cap tanggal",
        "sampai dengan 10 (sepuluh) hari kerja setelah surat diterima oleh Subdit terkait.",
        "melalui Faksimile atau jasa kurir.",
        "wajib mengisi form konsultansi terlebih dahulu di resepsionis.",
    ),
    "lkpp-support": (
        "Scan/copy izin usaha bagi penyedia, screenshot permasalahan dll",
        "Helpdesk LKPP melakukan perbaikan berdasarkan jenis permasalahan",
        "menggunakan fitur feedback pada aplikasi LPSE Support",
        "untuk melakukan konfirmasi tutup tiket",
        "Minimal 3x24 jam (disesuaikan dengan metode first in first out",
        "Tidak dipungut biaya (Gratis)",
        "helpdesk-lpse@lkpp.go.id atau helpdeskpspe@gmail.com",
        "144 atau 021-29935577",
        "Jalan Epicentrum Tengah lot 11 B, Jakarta Selatan 12940",
    ),
    "lkpp-tatap-muka": (
        "Form Permohonan Permasalahan Layanan Pengadaan Secara Elektronik (LPSE);",
        "melapor dan mengisi buku tamu di bagian resepsionis",
        "Resepsionis akan mengarahkan Pengguna SPSE ke Ruang Konsultasi",
        "untuk mengisi survey penilaian kepuasan pengguna SPSE pada aplikasi",
        "dalam jangka waktu minimal 1x24 Jam",
        "maka waktu maksimal dikecualikan",
        "kepada Pengguna SPSE via telepon/email",
        "Minimal 1 jam",
    ),
    "lkpp-call-center": (
        "dengan memberikan nomor tiket LPSE Support",
        "menerima dan mencatat permasalahan pengguna SPSE pada aplikasi call center",
        "dapat secara langsung menjawab dan memberikan solusi permasalahan yang masuk",
        "diarahkan untuk menyampaikan permasalahan secara detail melalui aplikasi LPSE Support",
        "petugas helpdesk LKPP atau Tim Teknis LKPP yang bertanggung jawab",
        "sehingga jangka waktu penyelesaian mengikuti aplikasi LPSE Support",
        "Menerima pengaduan/keberatan/saran/masukan melalui:",
    ),
}


@pytest.mark.parametrize("service_id", sorted(PRINTED))
def test_no_wording_of_the_source_is_lost(catalogue, service_id):
    standard = catalogue.service(service_id)
    text = "\n".join(component.text.id for component in standard.components.values())
    for wording in PRINTED[service_id]:
        assert wording in text


def test_lpse_support_climbs_four_levels_in_two_offices(catalogue):
    standard = catalogue.service("lkpp-support")
    assert "Helpdesk LPSE, LPSE pemohon" in service_sheet(catalogue, standard.id)
    assert 'lpse_admin -- "escalate" --> lkpp_helpdesk' in chain_chart(catalogue, standard.id)
    offices = [step.office for step in standard.steps]
    assert offices == ["desk", "desk", "lkpp", "lkpp", ""]
    assert standard.closes == "reporter"
    assert standard.clocks[0].bound is Bound.AT_LEAST


def test_the_subdivision_head_of_babel_chooses_among_three_admins(catalogue):
    standard = catalogue.service("babel-userid-klpd")
    admins = standard.step("dispose_subdivision").may[Action.DISPOSE]
    roles = [standard.step(step).role for step in admins]
    assert roles == ["ppe_admin", "system_admin", "agency_admin"]
    assert all(standard.step(step).hands_over == ("email", "other") for step in admins)


@pytest.mark.parametrize(
    ("track", "paper"), [("klpd", "appointment"), ("penyedia", "cover_letter")]
)
def test_each_track_of_e_purchasing_asks_for_its_own_copy(catalogue, track, paper):
    standard = catalogue.service("lkpp-epurchasing")
    assert standard.asks[0].id == "track"
    items = path(standard, {"track": track})
    papers = [ask for ask in items if ask.kind is AskKind.DOCUMENT]
    assert [(ask.id, ask.form) for ask in papers] == [(paper, Form.COPY)]


def test_letter_and_proofs_of_e_purchasing_are_handed_in_on_the_way(catalogue):
    standard = catalogue.service("lkpp-epurchasing")
    assert [ask.id for ask in standard.asks_at("training_request")] == ["training_letter"]
    (proof,) = standard.asks_at("transactions")
    assert (proof.id, proof.repeat) == ("payment_proof", True)
    clock = standard.step("training_answer").clock
    assert clock is not None
    assert (clock.kind.value, clock.amount, clock.bound) == ("working_days", 5, Bound.AT_MOST)


@pytest.mark.parametrize(
    ("service", "step", "hours"),
    [
        ("lkpp-tatap-muka", "consultation", 1),
        ("lkpp-tatap-muka", "backend", 24),
        ("lkpp-call-center", "record", 1),
    ],
)
def test_minimal_is_a_floor_in_hours_of_the_clock(catalogue, service, step, hours):
    clock = catalogue.service(service).step(step).clock
    assert clock is not None
    assert (clock.kind.value, clock.amount, clock.bound) == ("clock_hours", hours, Bound.AT_LEAST)
    assert "inimal" in clock.told.id


def test_the_back_end_of_a_visit_may_pause_for_the_five_exempt_reasons(catalogue):
    clock = catalogue.service("lkpp-tatap-muka").step("backend").clock
    assert clock is not None
    assert set(clock.exempt) == EXEMPT
