"""A message that gives a password or code away is noticed, talk about passwords is not."""

import pytest

from flows.checks import secret_in

GIVEN_AWAY = """
password saya: Rahasia123
password saya Rahasia123
Password : rahasia
password=merdeka
pw = abc123
pw: abc
pwd=Qwerty!23
pass: 12345
pass nya Budi1990
pasword nya Budi1990
kata sandi saya adalah melati99
kata sandi saya adalah melati
katasandi: Banjar#2026
sandi: mawar77
sandinya mawar_biru
ini passwordnya ya min: Rahasia#1
user: budi01 pass: rahasia9
User ID / password : budi / Rahasia99
userid/password: budi/rahasia99
login pakai password Admin123 tidak bisa masuk
password baru saya "Bismillah2026" benar tidak?
password saya 12345678
passwordnya spse: LPSE2026!
my password is hunter2
my password is Sunshine
the new password: Sunshine-7
PIN saya 123456
pin: 4821
kode OTP 123456
kode OTP: 123 456
kode otp nya 123-456
OTP: 4821
otpnya 998877
kode verifikasinya 771204
Kode verifikasi Anda adalah 482913. JANGAN berikan kepada siapa pun
482913 adalah kode verifikasi Anda
<#> 482913 is your OTP
ini 123456 kode OTP saya
verification code: 482913
kode OTP saya 550 112 tolong dicek
kode otp yang masuk 441122
password yang saya pakai Garuda77
username budi password garuda77
Pass = garuda
kata sandi lama: garuda77 kata sandi baru: elang88
"""

TALK = """
lupa password gimana
password lupa nih, cara reset gmn
cara ganti kata sandi
password saya salah
password: lupa
password: ?
password: tidak bisa login
Password salah terus padahal benar
password saya tidak bisa dipakai
password saya apa ya min
password minimal berapa karakter?
password harus 8 karakter
password 8karakter boleh?
reset password 2x tetap gagal
password SPSE 4.5 lupa
password spse4.5 tidak bisa
password error 404
my password is wrong
I forgot my password, how do I reset it?
password is not working since 2026
User ID dan password belum dikirim
password dikirim ke email budi.santoso@contoh.id?
password budi.santoso@contoh.id lupa
mohon reset password user id BUDI2020
reset password atas nama PT Maju99
kata sandi dikirim lewat apa?
kata sandi itu rahasia
sandi saya hilang
password tiket BJM-2026-000123-K bagaimana?
password BJM-2026-000123-K belum dikirim
kode OTP tidak masuk
OTP belum masuk sejak pukul 10.30
kode otp 6 digit tidak muncul
OTP tidak terkirim ke 081234567890
apa itu OTP?
kode verifikasi salah
PIN lokasi kantor di mana?
pinjam gedung 123456
pas foto 4x6
sandiwara 12345
kode tender 10012345
nomor 123456
passing grade 12345
saya lupa PIN
berapa lama OTP berlaku, 5 menit?
email pass.hidayat99@contoh.id
Permintaan user id dan password, 3 orang
password user BUDI01 tidak bisa
lupa password user id BUDI01
Masalah password: akun saya terkunci
reset password: kirim surat ke mana
kode OTP berlaku 300 detik?
OTP 2FA hilang karena ganti HP
"""


@pytest.mark.parametrize("text", GIVEN_AWAY.strip().splitlines())
def test_a_secret_given_away_is_noticed(text):
    assert secret_in(text)


@pytest.mark.parametrize("text", TALK.strip().splitlines())
def test_talk_about_passwords_is_left_alone(text):
    assert not secret_in(text)


def test_a_secret_on_the_next_line_is_noticed():
    assert secret_in("user: budi01\npassword:\nRahasia9\nterima kasih")


def test_a_long_message_is_looked_through_quickly():
    assert not secret_in("password saya " * 290)
