//! What evidence files are taken for, and what of them is kept: real files, files made to harm, and files changed at
//! random. `XANH_MUTATIONS` says how many of each kind; `make proof` asks for a million in all.

use bytes::Bytes;
use domain::evidence::{Media, Unfit};
use server::inspect::inspect;
use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
    path::PathBuf,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/evidence")
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn of(content: impl Into<Vec<u8>>) -> Result<Media, Unfit> {
    inspect(Bytes::from(content.into())).map(|(media, _)| media)
}

fn kept(content: impl Into<Vec<u8>>) -> Vec<u8> {
    inspect(Bytes::from(content.into())).unwrap().1.to_vec()
}

fn holds(content: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(content, part).is_some()
}

/// What each file of the folder is.
fn expected() -> BTreeMap<&'static str, Result<Media, Unfit>> {
    BTreeMap::from([
        ("byte-order-mark.pdf", Ok(Media::Pdf)),
        ("contents-in-a-stream.pdf", Ok(Media::Pdf)),
        ("forbids-printing-contents-in-a-stream.pdf", Ok(Media::Pdf)),
        ("forbids-printing-r2.pdf", Ok(Media::Pdf)),
        ("forbids-printing-r3.pdf", Ok(Media::Pdf)),
        ("forbids-printing-r4-open-metadata.pdf", Ok(Media::Pdf)),
        ("forbids-printing-r4.pdf", Ok(Media::Pdf)),
        ("forbids-printing-r6.pdf", Ok(Media::Pdf)),
        ("locked-contents-in-a-stream.pdf", Err(Unfit::Locked)),
        ("locked-r2.pdf", Err(Unfit::Locked)),
        ("locked-r3.pdf", Err(Unfit::Locked)),
        ("locked-r4.pdf", Err(Unfit::Locked)),
        ("locked-r6.pdf", Err(Unfit::Locked)),
        ("locked-web.pdf", Err(Unfit::Locked)),
        ("locked.xlsx", Err(Unfit::Locked)),
        ("lossless.webp", Ok(Media::Webp)),
        ("moving.png", Ok(Media::Png)),
        ("moving.webp", Ok(Media::Webp)),
        ("odfpy.odt", Ok(Media::Odt)),
        ("on-its-side-with-position.jpg", Ok(Media::Jpeg)),
        ("on-its-side.png", Ok(Media::Png)),
        ("on-its-side.webp", Ok(Media::Webp)),
        ("phone.heic", Err(Unfit::Heic)),
        ("plain.pdf", Ok(Media::Pdf)),
        ("print-colours.jpg", Ok(Media::Jpeg)),
        ("progressive.jpg", Ok(Media::Jpeg)),
        ("python-docx.docx", Ok(Media::Docx)),
        ("second-picture-behind-the-end.jpg", Ok(Media::Jpeg)),
        ("web.pdf", Ok(Media::Pdf)),
    ])
}

#[test]
fn real_files_are_what_they_are() {
    let expected = expected();
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    names.sort();
    assert_eq!(names, expected.keys().copied().collect::<Vec<_>>());
    for (name, result) in expected {
        assert_eq!(of(fixture(name)), result, "{name}");
    }
}

#[test]
fn pictures_keep_which_way_is_up_and_nothing_else_that_was_said_of_them() {
    for (name, result) in expected() {
        let picture = matches!(result, Ok(Media::Jpeg | Media::Png | Media::Webp));
        if !picture {
            continue;
        }
        let (before, after) = (fixture(name), kept(fixture(name)));
        for word in [&b"MARK"[..], b"GPS", b"xmp", b"acTL", b"fdAT", b"SYN"] {
            assert!(
                !holds(&after, word),
                "{name}: {}",
                String::from_utf8_lossy(word)
            );
        }
        let up = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06";
        let turned = holds(&before, b"\x01\x12\0\x03\0\0\0\x01\0\x06")
            || holds(&before, b"\x12\x01\x03\0\x01\0\0\0\x06");
        assert_eq!(holds(&after, up), turned, "{name}");
        // What was cleaned once is clean, and is what it was.
        assert_eq!(kept(after.clone()), after, "{name}");
        assert_eq!(of(after), result, "{name}");
    }
    // The second picture is there before, with its own position.
    assert!(holds(
        &fixture("second-picture-behind-the-end.jpg"),
        b"MARK-SECOND"
    ));
}

#[test]
fn segments_that_nobody_listed_are_not_kept() {
    let photo = fixture("progressive.jpg");
    // Of every number that applications may use, and comments.
    for marker in (0xe0..=0xef).chain([0xfe, 0xf0, 0xc8]) {
        let segment = [&[0xff, marker, 0, 16][..], b"MPF\0MARK-MINE\0"].concat();
        let with = [&photo[..2], &segment, &photo[2..]].concat();
        assert!(!holds(&kept(with), b"MARK"), "{marker:x}");
    }
    // What colours need stays.
    let adobe = fixture("print-colours.jpg");
    assert!(holds(&adobe, b"Adobe") && holds(&kept(adobe), b"Adobe"));
    let picture = fixture("on-its-side.png");
    for kind in [b"caBX", b"tIME", b"zTXt", b"iTXt", b"vpAg", b"eXIf"] {
        let chunk = chunk(*kind, b"MARK-MINE");
        let with = [&picture[..33], &chunk, &picture[33..]].concat();
        assert!(
            !holds(&kept(with), b"MARK"),
            "{}",
            String::from_utf8_lossy(kind)
        );
    }
    // One that must be understood, and is not known, is no reason to guess.
    let with = [&picture[..33], &chunk(*b"MARK", b"x"), &picture[33..]].concat();
    assert_eq!(of(with), Err(Unfit::Broken));
    let webp = fixture("on-its-side.webp");
    let inner = u32::from_le_bytes(webp[4..8].try_into().unwrap());
    for id in [b"XMP ", b"EXIF", b"LIST", b"seqt", b"VP8 ", b"MARK"] {
        let chunk = [&id[..], &[10, 0, 0, 0], b"MARK-MINE\0"].concat();
        let length = inner + u32::try_from(chunk.len()).unwrap();
        let end = usize::try_from(inner).unwrap() + 8;
        let with = [b"RIFF", &length.to_le_bytes()[..], &webp[8..end], &chunk].concat();
        assert!(
            !holds(&kept(with), b"MARK"),
            "{}",
            String::from_utf8_lossy(id)
        );
    }
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&kind[..], data].concat();
    let length = u32::try_from(data.len()).unwrap();
    [
        &length.to_be_bytes()[..],
        &body,
        &crc32fast::hash(&body).to_be_bytes(),
    ]
    .concat()
}

#[test]
fn what_is_torn_is_refused() {
    for (name, result) in expected() {
        if result.is_err() {
            continue;
        }
        let whole = fixture(name);
        // Up to where it ends: what is behind that, a blank line or words of others, may be missing.
        let end = match result {
            Ok(Media::Pdf) => memchr::memmem::rfind(&whole, b"%%EOF").unwrap() + 5,
            _ => memchr::memmem::find(&whole, b"MARK-BEHIND").unwrap_or(whole.len()),
        };
        let end = if name.starts_with("second-picture") {
            0
        } else {
            end
        };
        let step = (end / 400).max(1);
        for cut in (0..end).step_by(step).chain(end.checked_sub(1)) {
            assert!(of(&whole[..cut]).is_err(), "{name} cut at {cut} of {end}");
        }
        // A disk or a line that lost the second half keeps its length.
        let mut half = whole.clone();
        half[end / 2..].fill(0);
        // A WebP has no sum over its pixels.
        if end > 0 && result != Ok(Media::Webp) {
            assert!(of(half).is_err(), "{name} half of zeros");
        }
    }
    assert_eq!(of([]), Err(Unfit::Empty));
    assert_eq!(of(*b"\x89PNG\r\n\x1a\n"), Err(Unfit::Broken));
    assert_eq!(of(*b"RIFF\x04\0\0\0WEBP"), Err(Unfit::Broken));
    // The last change of a document was cut off.
    let changed = [fixture("plain.pdf"), b"9 0 obj\n<< /Type /Pa".to_vec()].concat();
    assert_eq!(of(changed), Err(Unfit::Broken));
}

#[test]
fn pdf_files_may_begin_and_end_with_what_others_add() {
    let plain = fixture("plain.pdf");
    let mail = b"Content-Type: application/pdf\r\n\r\n".to_vec();
    for with in [
        [mail.clone(), plain.clone()].concat(),
        [vec![b'\n'; 1_000], plain.clone()].concat(),
        [b"\xff\xfe".to_vec(), plain.clone()].concat(),
        [plain.clone(), vec![0; 5_000]].concat(),
        [plain.clone(), b"\r\n--boundary--\r\n".to_vec()].concat(),
    ] {
        assert_eq!(of(with), Ok(Media::Pdf));
    }
    assert_eq!(
        of([vec![b'\n'; 2_000], plain].concat()),
        Err(Unfit::Unknown)
    );
    let locked = [mail, fixture("locked-r4.pdf")].concat();
    assert_eq!(of(locked), Err(Unfit::Locked));
    // The word stands in a text of the page, not in the trailer.
    let spoken = [
        &b"%PDF-1.4\n% /Encrypt 8 0 R\n"[..],
        &fixture("plain.pdf")[9..],
    ]
    .concat();
    assert_eq!(of(spoken), Ok(Media::Pdf));
    // Somebody else's lock, which asks for a certificate.
    let foreign =
        b"%PDF-1.4\ntrailer << /Encrypt << /Filter /Adobe.PubSec /V 4 >> >>\nstartxref\n9\n%%EOF";
    assert_eq!(of(*foreign), Err(Unfit::Locked));
}

type Parts<'a> = &'a [(&'a str, &'a [u8])];

/// An archive with these parts, in this order.
fn archive(parts: Parts<'_>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, packed).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn documents_are_known_by_their_parts_in_any_order() {
    let long = "Quyết định ".repeat(60_000).into_bytes();
    let (types, rels, xml) = ("[Content_Types].xml", "_rels/.rels", b"<x/>".as_slice());
    let cases: [(Parts<'_>, Result<Media, Unfit>); 16] = [
        (
            &[
                (types, xml),
                (rels, xml),
                ("word/document.xml", &long),
                ("word/styles.xml", xml),
            ],
            Ok(Media::Docx),
        ),
        (
            &[("word/document.xml", &long), (rels, xml), (types, xml)],
            Ok(Media::Docx),
        ),
        (
            &[
                ("docProps/app.xml", xml),
                ("customXml/item1.xml", &long),
                ("word/document2.xml", xml),
                (types, xml),
            ],
            Ok(Media::Docx),
        ),
        (
            &[(types, xml), ("word\\document.xml", xml)],
            Ok(Media::Docx),
        ),
        (
            &[(types, xml), ("/word/document.xml", xml)],
            Ok(Media::Docx),
        ),
        (
            &[("[content_types].XML", xml), ("Word/Document.xml", xml)],
            Ok(Media::Docx),
        ),
        (
            &[
                (types, xml),
                ("xl/worksheets/sheet1.xml", &long),
                ("xl/workbook.xml", xml),
            ],
            Ok(Media::Xlsx),
        ),
        // An embedded table does not make a letter a workbook.
        (
            &[
                (types, xml),
                ("word/embeddings/xl/workbook.xml", xml),
                ("word/document.xml", xml),
            ],
            Ok(Media::Docx),
        ),
        (
            &[
                (types, xml),
                ("word/document.xml", xml),
                ("word/vbaProject.bin", xml),
            ],
            Err(Unfit::Macros),
        ),
        (
            &[
                (types, xml),
                ("xl/workbook.xml", xml),
                ("xl/vbaProject.bin", xml),
            ],
            Err(Unfit::Macros),
        ),
        (
            &[(types, xml), ("xl/workbook.bin", xml)],
            Err(Unfit::Unknown),
        ),
        (
            &[(types, xml), ("ppt/presentation.xml", xml)],
            Err(Unfit::Unknown),
        ),
        (&[("a.pdf", b"%PDF-1.4")], Err(Unfit::Archive)),
        (
            &[
                (
                    "mimetype",
                    b"application/vnd.oasis.opendocument.spreadsheet\n",
                ),
                ("content.xml", xml),
            ],
            Ok(Media::Ods),
        ),
        (
            &[
                ("META-INF/manifest.xml", b"<m:encryption-data/>"),
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ],
            Err(Unfit::Locked),
        ),
        (
            &[("mimetype", b"application/epub+zip"), (types, xml)],
            Err(Unfit::Unknown),
        ),
    ];
    for (parts, result) in cases {
        let names: Vec<_> = parts.iter().map(|(name, _)| *name).collect();
        assert_eq!(of(archive(parts)), result, "{names:?}");
    }
}

#[test]
fn other_kinds_are_told_apart() {
    let ftyp = |brand: &[u8; 4]| [b"\0\0\0\x18ftyp", &brand[..], &[0; 12]].concat();
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let cases: [(Vec<u8>, Unfit); 17] = [
        (ftyp(b"heic"), Unfit::Heic),
        (ftyp(b"mif1"), Unfit::Heic),
        (ftyp(b"hevx"), Unfit::Heic),
        (ftyp(b"avif"), Unfit::OtherPicture),
        (ftyp(b"isom"), Unfit::Unknown),
        (b"GIF89a\x01\0\x01\0".to_vec(), Unfit::OtherPicture),
        (b"BM\x3a\0\0\0".to_vec(), Unfit::OtherPicture),
        (b"II*\0\x08\0\0\0".to_vec(), Unfit::OtherPicture),
        (
            b"<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"/>".to_vec(),
            Unfit::OtherPicture,
        ),
        ([&ole[..], &[0; 600]].concat(), Unfit::OldOffice),
        (b"Rar!\x1a\x07\x01\0".to_vec(), Unfit::Archive),
        (b"7z\xbc\xaf\x27\x1c\0".to_vec(), Unfit::Archive),
        (b"MZ\x90\0".to_vec(), Unfit::Unknown),
        (b"\x7fELF".to_vec(), Unfit::Unknown),
        (
            b"<!DOCTYPE html><script>1</script>".to_vec(),
            Unfit::Unknown,
        ),
        ("chữ".into(), Unfit::Unknown),
        (vec![0; 100], Unfit::Unknown),
    ];
    for (content, unfit) in cases {
        assert_eq!(
            of(content.clone()),
            Err(unfit),
            "{:?}",
            &content[..content.len().min(20)]
        );
    }
}

/// Runs with so little stack that whatever follows nesting by calling itself ends the test run.
fn with_little_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new()
        .stack_size(128 * 1024)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}

/// A picture whose chunks lie within each other, as deep as asked.
fn nested(depth: u32, id: [u8; 4]) -> Vec<u8> {
    let mut content = [b"RIFF", &(4 + 12 * depth).to_le_bytes()[..], b"WEBP"].concat();
    for level in (0..depth).rev() {
        content.extend(id);
        content.extend((4 + 12 * level).to_le_bytes());
        content.extend(b"abcd");
    }
    content
}

/// A chunk of WebP.
fn riff(id: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_le_bytes();
    [&id[..], &length, data, &vec![0; data.len() % 2]].concat()
}

#[test]
fn of_a_moving_picture_the_first_one_stays() {
    let still = |number: u8| riff(*b"VP8L", &[0x2f, 0, 0, 0, number]);
    let canvas = [9, 0, 0, 9, 0, 0];
    let frame = |place: [u8; 6], number: u8| {
        riff(
            *b"ANMF",
            &[&place[..], &canvas, &[100, 0, 0, 0], &still(number)].concat(),
        )
    };
    let moving = |first: Vec<u8>| {
        let head = riff(*b"VP8X", &[&[0x02, 0, 0, 0][..], &canvas].concat());
        let anim = riff(*b"ANIM", &[0; 6]);
        let parts = [b"WEBP".to_vec(), head, anim, first, frame([0; 6], 2)].concat();
        riff(*b"RIFF", &parts)
    };
    let head = riff(*b"VP8X", &[&[0, 0, 0, 0][..], &canvas].concat());
    let expected = riff(*b"RIFF", &[b"WEBP".to_vec(), head, still(1)].concat());
    assert_eq!(kept(moving(frame([0; 6], 1))), expected);
    // One that shows a part only is no picture by itself.
    assert_eq!(of(moving(frame([1, 0, 0, 0, 0, 0], 1))), Err(Unfit::Broken));
}

#[test]
fn macros_are_found_by_what_a_document_says_of_itself() {
    let types =
        |kind: &str| format!("<Types><Override PartName=\"/x\" ContentType=\"{kind}\"/></Types>");
    for kind in [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-office.vbaProject",
        "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    ] {
        let document = archive(&[
            ("[Content_Types].xml", types(kind).as_bytes()),
            ("word/document.xml", b"<w/>"),
            ("word/foo.bin", b"x"),
        ]);
        assert_eq!(of(document), Err(Unfit::Macros), "{kind}");
    }
    for part in ["Basic/script-lc.xml", "Scripts/python/x.py"] {
        let document = archive(&[
            ("mimetype", Media::Odt.mime().as_bytes()),
            ("content.xml", b"<c/>"),
            (part, b"x"),
        ]);
        assert_eq!(of(document), Err(Unfit::Macros), "{part}");
    }
}

#[test]
fn files_made_to_harm_are_refused_like_others() {
    with_little_stack(|| {
        for id in [b"LIST", b"RIFF", b"seqt", b"ANMF"] {
            for depth in [8_000, 200_000, 1_600_000] {
                assert_eq!(of(nested(depth, *id)), Err(Unfit::Broken));
            }
        }
        let megabytes = |part: &[u8]| part.repeat(8 * 1024 * 1024 / part.len());
        let photo = fixture("progressive.jpg");
        let segments = [&photo[..2], &megabytes(b"\xff\xe5\0\x02"), &photo[2..]].concat();
        assert_eq!(of(segments), Ok(Media::Jpeg));
        assert_eq!(
            of([&photo[..2], &megabytes(b"\xff")].concat()),
            Err(Unfit::Broken)
        );
        let png = fixture("on-its-side.png");
        let chunks = [&png[..33], &megabytes(&chunk(*b"teXt", b"")), &png[33..]].concat();
        assert_eq!(of(chunks), Ok(Media::Png));
        // Brackets, dictionaries, texts and comments without end, behind a trailer that names them.
        for part in [
            "<<",
            "[",
            "(",
            "<< /A ",
            "8 (",
            "8 0 (",
            "8 0 obj ",
            "8 0 obj <<",
            "% ",
            "<",
            "/",
            "\\(",
        ] {
            let head = b"%PDF-1.7\ntrailer << /Encrypt 8 0 R /ID ".to_vec();
            let content = [
                &head[..],
                &megabytes(part.as_bytes()),
                b"\nstartxref\n9\n%%EOF",
            ]
            .concat();
            assert_ne!(of(content), Err(Unfit::Empty));
            let content = [
                &b"%PDF-1.7\n"[..],
                &megabytes(part.as_bytes()),
                b"\ntrailer << /Encrypt 8 0 R >>\nstartxref\n0\n%%EOF",
            ]
            .concat();
            assert_ne!(of(content), Err(Unfit::Empty));
        }
    });
}

#[test]
fn archives_that_boast_are_looked_at_in_little_memory() {
    // Many parts, and many that would be unpacked.
    let many: Vec<(String, Vec<u8>)> = (0..30_000)
        .map(|i| (format!("a/{i}.xml"), Vec::new()))
        .collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    assert_eq!(of(archive(&many)), Err(Unfit::Unknown));
    let bomb = vec![b' '; 200 * 1024 * 1024];
    let parts: [(&str, &[u8]); 2] = [("mimetype", &bomb), ("content.xml", b"<x/>")];
    assert_eq!(of(archive(&parts)), Err(Unfit::Unknown));
    let parts: [(&str, &[u8]); 2] = [
        ("[Content_Types].xml", b"<x/>"),
        ("word/document.xml", &bomb),
    ];
    assert_eq!(of(archive(&parts)), Ok(Media::Docx));
}

/// A generator of numbers that repeats (SplitMix64), so that a fault found can be found again.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// A file with some of its bytes changed, taken out, doubled or put elsewhere, or its end cut off.
fn mutated(seed: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut content = seed.to_vec();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(content.len());
        let end = (at + numbers.below(40)).min(content.len());
        match numbers.below(7) {
            0 => content.truncate(at),
            1 => drop(content.drain(at..end)),
            2 => {
                let part = content[at..end].to_vec();
                let to = numbers.below(content.len());
                content.splice(to..to, part);
            }
            3 => content[at..end].fill(if numbers.below(2) == 0 { 0 } else { 0xff }),
            _ => {
                if let Some(byte) = content.get_mut(at) {
                    *byte = numbers.next().to_le_bytes()[0];
                }
            }
        }
    }
    content
}

#[test]
fn files_changed_at_random_are_taken_or_refused_and_nothing_else() {
    let each: usize =
        std::env::var("XANH_MUTATIONS").map_or(1_500, |number| number.parse().unwrap());
    let jobs: Vec<_> = expected().into_keys().enumerate().collect();
    with_little_stack(move || {
        let (mut tried, mut taken) = (0, 0);
        for (number, name) in &jobs {
            let seed = fixture(name);
            let mut numbers = Numbers(u64::try_from(*number).unwrap());
            for round in 0..each {
                let content = mutated(&seed, &mut numbers);
                let length = content.len();
                tried += 1;
                if let Ok((media, kept)) = inspect(Bytes::from(content)) {
                    taken += 1;
                    assert!(kept.len() <= length + 64, "{name}, round {round}");
                    let again = inspect(kept.clone());
                    assert_eq!(again, Ok((media, kept)), "{name}, round {round}");
                }
            }
        }
        eprintln!("mutations: {tried} tried, {taken} taken");
        assert!(taken > 0 && taken < tried);
    });
}
