"""Texts to copy for papers that the organisation writes itself. `{…}` is filled with the office's own names."""

APPLICATION_PRESENCE = """[KOP ORGANISASI]

Nomor    : ....................
Lampiran : 1 (satu) berkas
Hal      : Permohonan surat keterangan keberadaan

Yth. {wali}
c.q. Kepala {instansi} {kota}
di {tempat}

Dengan hormat,
yang bertanda tangan di bawah ini, pengurus [NAMA ORGANISASI], melaporkan keberadaan organisasi kami di {kota}:

Nama organisasi    : ....................
Bentuk             : yayasan / perkumpulan
Nomor SK AHU       : ....................
Alamat sekretariat : ....................
Ketua              : ....................
Sekretaris         : ....................

Bersama ini kami lampirkan berkas persyaratan. Atas perhatian Bapak/Ibu, kami mengucapkan terima kasih.

{tempat}, ....................

Ketua,                              Sekretaris,


[tanda tangan dan cap]              [tanda tangan]
(nama terang)                       (nama terang)"""

APPLICATION_SKT = """[KOP ORGANISASI]

Nomor    : ....................
Lampiran : 1 (satu) berkas
Hal      : Permohonan Surat Keterangan Terdaftar (SKT)

Yth. Menteri Dalam Negeri
c.q. Direktur Jenderal Politik dan Pemerintahan Umum
melalui Kepala {instansi} {kota}
di tempat

Dengan hormat,
yang bertanda tangan di bawah ini, pendiri dan pengurus [NAMA ORGANISASI], mengajukan pendaftaran organisasi kami untuk memperoleh Surat Keterangan Terdaftar (SKT):

Nama organisasi       : ....................
Akta notaris          : nomor .......... tanggal ..........
Alamat sekretariat    : ....................
Ketua                 : ....................
Sekretaris            : ....................
Bendahara             : ....................

Bersama ini kami lampirkan berkas persyaratan. Atas perhatian Bapak/Ibu, kami mengucapkan terima kasih.

{tempat}, ....................

Pendiri,                 Ketua,                   Sekretaris,


(nama terang)            (nama terang, cap)       (nama terang)"""

STATEMENT = """SURAT PERNYATAAN

Yang bertanda tangan di bawah ini:

1. Nama    : ....................
   NIK     : ....................
   Jabatan : Ketua
2. Nama    : ....................
   NIK     : ....................
   Jabatan : Sekretaris

bertindak untuk dan atas nama [NAMA ORGANISASI], menyatakan dengan sebenarnya bahwa organisasi kami:

1. tidak berafiliasi dengan partai politik tertentu;
2. tidak sedang dalam sengketa kepengurusan dan tidak dalam perkara di pengadilan;
3. memakai nama, lambang, bendera, simbol, atribut, dan cap stempel yang bukan hak pihak lain dan bukan milik lembaga pemerintah;
4. sanggup menjaga ketertiban kegiatan dan anggotanya;
5. sanggup melaporkan perkembangan dan kegiatan organisasi setiap enam bulan;
6. bertanggung jawab atas kebenaran seluruh isi berkas yang diserahkan;
7. sanggup tidak menyalahgunakan surat keterangan yang diterbitkan.

Pernyataan ini dibuat dengan sadar dan tanpa paksaan. Bila ternyata tidak benar, kami bersedia dituntut menurut ketentuan yang berlaku.

{tempat}, ....................

Ketua,                              Sekretaris,

[meterai Rp10.000,
tanda tangan, cap]                  [tanda tangan]
(nama terang)                       (nama terang)"""

PROGRAMME = """PROGRAM KERJA [NAMA ORGANISASI]
Tahun 20.. sampai 20..

No. | Kegiatan             | Tujuan               | Waktu        | Sasaran      | Sumber dana
1   | .................... | .................... | ............ | ............ | ............
2   | .................... | .................... | ............ | ............ | ............
3   | .................... | .................... | ............ | ............ | ............

Ditetapkan di {tempat}, ....................

Ketua,                              Sekretaris,


(nama terang, cap)                  (nama terang)"""

BIOGRAPHY = """BIODATA PENGURUS
(satu lembar untuk tiap orang: ketua, sekretaris, bendahara)

Jabatan                : ....................
Nama lengkap           : ....................
NIK                    : ....................
Tempat, tanggal lahir  : ....................
Jenis kelamin          : ....................
Alamat tempat tinggal  : ....................
Pekerjaan              : ....................
Pendidikan terakhir    : ....................
Pengalaman organisasi  : ....................
Nomor telepon          : ....................

{tempat}, ....................


[tanda tangan]
(nama terang)"""

CONSENT = """SURAT PERSETUJUAN

Yang bertanda tangan di bawah ini:

Nama    : ....................
NIK     : ....................
Jabatan : ....................  (jabatan di pemerintahan, TNI, Polri, atau sebagai tokoh masyarakat)

menyatakan setuju dicantumkan dalam kepengurusan [NAMA ORGANISASI] sebagai ....................

{tempat}, ....................


[tanda tangan]
(nama terang)"""

USE_OF_PLACE = """SURAT IZIN PEMAKAIAN TEMPAT

Yang bertanda tangan di bawah ini:

Nama   : ....................
NIK    : ....................
Alamat : ....................

pemilik rumah/bangunan di ....................................., mengizinkan tempat tersebut dipakai sebagai sekretariat [NAMA ORGANISASI] sejak .................... sampai ....................

{tempat}, ....................

Pemilik,                            Ketua,


(nama terang)                       (nama terang, cap)"""

CHANGE = """[KOP ORGANISASI]

Nomor    : ....................
Lampiran : 1 (satu) berkas
Hal      : Pemberitahuan perubahan data organisasi

Yth. Kepala {instansi} {kota}
di {tempat}

Dengan hormat,
kami memberitahukan perubahan data [NAMA ORGANISASI], nomor register ....................:

Data yang berubah : ....................
Semula            : ....................
Menjadi           : ....................
Sejak tanggal     : ....................

Bukti perubahan kami lampirkan. Atas perhatian Bapak/Ibu, kami mengucapkan terima kasih.

{tempat}, ....................

Ketua,                              Sekretaris,


(nama terang, cap)                  (nama terang)"""
