"""The usual reasons to hand a paper back: short for the officer, in plain words for the applicant."""

GENERAL = (
    (
        "Tidak terbaca",
        "Tulisannya kabur atau terlalu gelap. Foto ulang di tempat terang, tegak lurus dari atas, tanpa bayangan tangan.",
    ),
    ("Halaman terpotong", "Sebagian tepi halaman tidak masuk foto. Foto ulang sampai keempat sudut kertas terlihat."),
    (
        "Halaman kurang",
        "Ada halaman yang belum dikirim. Kirim ulang berkas ini dengan semua halamannya dalam satu kali kirim.",
    ),
    (
        "Bukan berkas yang diminta",
        "Berkas yang dikirim bukan yang diminta di sini. Bacalah lagi keterangannya, lalu kirim berkas yang benar.",
    ),
    (
        "Berbeda dengan isian",
        "Isi berkas tidak sama dengan yang Anda tulis di formulir. Perbaiki salah satunya sampai keduanya sama.",
    ),
    (
        "Belum ditandatangani",
        "Tanda tangan belum lengkap. Lengkapi tanda tangan semua orang yang namanya tercantum, lalu kirim ulang.",
    ),
    ("Sudah lewat masa berlakunya", "Surat ini sudah tidak berlaku. Mintalah surat yang baru, lalu kirim yang baru."),
)

BY_PAPER = {
    "permohonan": (
        (
            "Belum bertanggal atau bernomor",
            "Surat permohonan belum memuat tanggal atau nomor surat. Lengkapi, tandatangani lagi, lalu kirim ulang.",
        ),
        ("Belum dicap", "Surat permohonan belum dibubuhi cap organisasi."),
        ("Salah tujuan", "Surat ditujukan kepada pejabat lain. Pakailah tujuan seperti pada contoh."),
    ),
    "sk-ahu": (
        ("Nomor tidak terbaca", "Nomor SK di bagian atas tidak terbaca. Foto ulang halaman pertama dengan jelas."),
        ("Lampiran SK tidak ada", "SK AHU mempunyai lampiran. Kirim SK beserta lampirannya."),
        ("Nama tidak sama", "Nama organisasi di SK berbeda dengan nama di isian. Tulis nama persis seperti di SK."),
    ),
    "akta": (
        (
            "AD/ART belum lengkap",
            "Anggaran dasar wajib memuat delapan hal, seperti pada keterangan berkas ini, dan ada yang belum. Cocokkan satu per satu, lengkapi, lalu kirim ulang.",
        ),
        (
            "Halaman akta kurang",
            "Ada halaman akta yang terlewat. Kirim ulang akta dari halaman pertama sampai terakhir.",
        ),
    ),
    "sk-pengurus": (
        ("Masa bakti tidak tertulis", "SK belum menyebut tanggal mulai dan berakhirnya masa bakti."),
        ("Masa bakti sudah lewat", "Masa bakti pengurus di SK ini sudah berakhir. Kirim SK pengurus yang baru."),
        ("Susunan berbeda dengan isian", "Nama pengurus di SK tidak sama dengan yang diisikan. Samakan keduanya."),
    ),
    "program-kerja": (("Belum ditandatangani", "Program kerja belum ditandatangani ketua dan sekretaris."),),
    "biodata": (("Belum tiga orang", "Biodata ketua, sekretaris, dan bendahara harus ada ketiganya."),),
    "pas-foto": (
        ("Belum tiga orang", "Pas foto ketua, sekretaris, dan bendahara harus ada ketiganya."),
        ("Foto lama", "Foto dibuat paling lama tiga bulan terakhir."),
    ),
    "ktp": (
        ("NIK tidak terbaca", "Angka NIK tertutup pantulan atau kabur. Foto ulang KTP tanpa lampu kilat."),
        ("KTP kurang", "KTP salah satu dari tiga pengurus belum ada."),
    ),
    "npwp": (("NPWP pribadi", "NPWP yang dikirim atas nama orang. Kirim NPWP atas nama organisasi."),),
    "domisili": (
        ("Alamat berbeda", "Alamat di surat domisili berbeda dengan isian. Samakan keduanya."),
        ("Sudah lama", "Surat domisili sudah tidak berlaku. Mintalah surat baru di kelurahan."),
    ),
    "kantor": (
        ("Sewa sudah berakhir", "Masa sewa sudah lewat. Kirim perjanjian yang masih berlaku."),
        ("Pemilik belum setuju", "Surat izin belum ditandatangani pemilik tempat."),
    ),
    "foto-kantor": (
        ("Papan nama tidak terlihat", "Foto ulang dari depan, sehingga bangunan dan papan nama terlihat bersama."),
    ),
    "pernyataan": (
        ("Tanpa meterai", "Surat pernyataan harus bermeterai Rp10.000 dan tanda tangan mengenai meterainya."),
        ("Pernyataan kurang", "Ketujuh pernyataan harus ada. Pakailah contoh yang tersedia."),
    ),
    "bukti-perubahan": (("Belum sah", "Bukti belum ditandatangani oleh yang berwenang menurut AD/ART."),),
}
