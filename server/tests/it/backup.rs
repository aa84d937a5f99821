//! `xanh backup` and `xanh restore` as an operator uses them, on an installation that people write in.

use crate::{
    fixture::{evidence_of_tests, live},
    support::{self, Client, Engine, new_address, on_both, production_address},
};
use axum::http::StatusCode;
use server::store::Db;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

/// An installation with answers, evidence and releases, whose evidence lies in a folder of its own.
#[derive(Clone)]
struct Place {
    address: String,
    folder: PathBuf,
    db: Db,
}

impl Place {
    async fn new(engine: Engine) -> Self {
        let address = production_address(engine).await;
        let db = Db::open(&address).await.unwrap();
        live(&db).await;
        let name = address.rsplit('/').next().unwrap();
        let folder = support::folder().join(format!("backup-{name}"));
        for (sha256, _) in db.evidence_sizes().await.unwrap() {
            let own = folder.join("minh-chung").join(&sha256[..2]);
            fs::create_dir_all(&own).unwrap();
            let shared = evidence_of_tests().join(&sha256[..2]).join(&sha256);
            fs::copy(shared, own.join(&sha256)).unwrap();
        }
        Self {
            address,
            folder,
            db,
        }
    }

    fn kept(&self) -> PathBuf {
        self.folder.join("kept")
    }

    fn backup(&self, at: &str, more: &[&str]) -> Output {
        let kept = self.kept().display().to_string();
        let files = self.folder.join("minh-chung");
        xanh(
            &self.address,
            &files,
            at,
            &[&["backup", &kept], more].concat(),
        )
    }

    fn restore(&self, address: &str, files: &str, from: &Path) -> Output {
        let from = from.display().to_string();
        let files = self.folder.join(files);
        xanh(
            address,
            &files,
            "2026-11-27T08:00+07:00",
            &["restore", &from],
        )
    }

    /// The only evidence files of the backups.
    fn evidence(&self) -> Vec<PathBuf> {
        let mut found: Vec<_> = walk(&self.kept().join("minh-chung"));
        found.sort();
        found
    }

    /// The backups, the oldest first.
    fn backups(&self) -> Vec<PathBuf> {
        let mut found: Vec<_> = entries(&self.kept())
            .into_iter()
            .filter(|path| !path.ends_with("minh-chung"))
            .collect();
        found.sort();
        found
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let (folders, files): (Vec<_>, Vec<_>) = entries(folder).into_iter().partition(|p| p.is_dir());
    files
        .into_iter()
        .chain(folders.iter().flat_map(|folder| walk(folder)))
        .collect()
}

fn xanh(address: &str, files: &Path, at: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xanh"))
        .args(arguments)
        .env("XANH_DATABASE", address)
        .env("XANH_FILES", files)
        .env("XANH_NOW", at)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[track_caller]
fn ends(output: &Output, code: i32, wanted: &str) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(wanted), "“{wanted}” is not in: {said}");
}

/// Address of a database that is not there, or of an empty one.
async fn elsewhere(engine: Engine) -> String {
    match engine {
        Engine::Sqlite => new_address(engine).await.replace(".db", "-moi/xanh.db"),
        Engine::Postgres => new_address(engine).await,
    }
}

const UNIT: &str = "04846";
const MORNING: &str = "2026-11-27T07:00+07:00";

on_both!(what_is_kept_comes_back_whole, |engine| async move {
    let place = Place::new(engine).await;
    let client = Client::of_time(
        place.db.clone(),
        domain::time::Timestamp::parse(MORNING).unwrap(),
    );
    let officer = client.sign_in("canbo").await;
    assert_eq!(officer.get("/can-bo/04846").await.status, StatusCode::OK);

    // While somebody saves as fast as can be, until the backup has ended.
    let (done, saved) = (AtomicBool::new(false), AtomicUsize::new(0));
    let saving = async {
        while !done.load(Ordering::Relaxed) {
            let number = saved.fetch_add(1, Ordering::Relaxed);
            let form = officer.get("/can-bo/04846/DL1").await;
            let note = format!("lần {number}");
            let fields = [
                ("unit", UNIT),
                ("criterion", "DL1"),
                ("version", &form.value("version")),
                ("intent", "save"),
                ("note", &note),
            ];
            let answer = officer.post("/api/save-answer", &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        }
    };
    let backup = async {
        let place = place.clone();
        let backup = tokio::task::spawn_blocking(move || place.backup(MORNING, &[]));
        let output = backup.await.unwrap();
        done.store(true, Ordering::Relaxed);
        output
    };
    let (output, ()) = tokio::join!(backup, saving);
    ends(&output, 0, "Nhật ký còn nguyên vẹn");
    ends(&output, 0, "3 tệp minh chứng, trong đó 3 tệp mới chép");
    assert!(!said(&output).contains("KHÔNG"), "{}", said(&output));
    assert_eq!(place.backups(), [place.kept().join("2026-11-27-070000")]);
    // Standard tools find the same.
    let list = Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(&place.backups()[0])
        .output()
        .unwrap();
    assert!(list.status.success(), "{}", said(&list));
    // Nobody else may look into it.
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.backups()[0]), 0o700);
    assert_eq!(mode(&place.kept().join("minh-chung")), 0o700);

    let address = elsewhere(engine).await;
    let output = place.restore(&address, "moi", &place.kept());
    ends(&output, 0, "Mọi phiên làm việc cũ đã kết thúc");
    ends(&output, 0, "Nhật ký còn nguyên vẹn");
    ends(&output, 0, "Tệp minh chứng đúng như khi nhận: 3");
    let back = Db::open(&address).await.unwrap();
    let hashes = async |db: &Db| {
        let releases = db.releases().await.unwrap();
        releases
            .into_iter()
            .map(|r| r.content_hash)
            .collect::<Vec<_>>()
    };
    assert_eq!(hashes(&back).await, hashes(&place.db).await);
    let again = Client::of_time(
        back.clone(),
        domain::time::Timestamp::parse(MORNING).unwrap(),
    );
    // Who was signed in there is not here.
    let stale = again.browser_with(officer.cookie());
    assert_eq!(
        stale.get("/can-bo/04846").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(officer.get("/can-bo/04846").await.status, StatusCode::OK);
    let fresh = again.sign_in("canbo").await;
    assert_eq!(fresh.get("/can-bo/04846").await.status, StatusCode::OK);
    let receipt = "/bien-nhan/1r1-04846";
    assert_eq!(
        again.get(receipt).await.text(),
        client.get(receipt).await.text()
    );
    // Where something is, nothing is brought back.
    let output = place.restore(&address, "moi", &place.kept());
    ends(&output, 1, "đã có dữ liệu");
    assert_eq!(fresh.get("/can-bo/04846").await.status, StatusCode::OK);
});

on_both!(a_backup_takes_what_is_new, |engine| async move {
    let place = Place::new(engine).await;
    ends(&place.backup(MORNING, &[]), 0, "3 tệp mới chép");
    let made = |path: &PathBuf| fs::metadata(path).unwrap().modified().unwrap();
    let before: Vec<_> = place.evidence().iter().map(made).collect();
    assert_eq!(before.len(), 3);
    // What was left by one that was ended by force is no backup, and goes.
    let left = place.kept().join("2026-11-27-070001.dang-ghi");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("SHA256SUMS"), "").unwrap();
    ends(&place.backup(MORNING, &[]), 0, "trong đó 0 tệp mới chép");
    assert!(!left.exists());
    assert_eq!(
        place.evidence().iter().map(made).collect::<Vec<_>>(),
        before
    );
    let names = ["2026-11-27-070000", "2026-11-27-070000-2"];
    assert_eq!(place.backups(), names.map(|name| place.kept().join(name)));
    // A file that is gone from the installation is in the backups still.
    let name = place.evidence()[0].file_name().unwrap().to_owned();
    let own = walk(&place.folder.join("minh-chung"));
    let own = own.iter().find(|path| path.ends_with(&name)).unwrap();
    fs::remove_file(own).unwrap();
    let output = place.backup("2026-11-28T07:00+07:00", &["--keep", "2"]);
    ends(&output, 2, "Đã xóa bản cũ");
    ends(&output, 2, "thiếu; bản sao lưu còn tệp đúng");
    let names = ["2026-11-27-070000-2", "2026-11-28-070000"];
    assert_eq!(place.backups(), names.map(|name| place.kept().join(name)));
    // What is not in order is said, and all the rest is kept.
    fs::remove_file(&place.evidence()[0]).unwrap();
    let output = place.backup("2026-11-29T07:00+07:00", &[]);
    ends(&output, 2, "có 1 tệp minh chứng đang thiếu");
    ends(&output, 2, "KHÔNG sao lưu được; hãy đề nghị đơn vị gửi lại");
    assert!(
        said(&output).contains(name.to_str().unwrap()),
        "{}",
        said(&output)
    );
    assert_eq!(place.backups().len(), 3);
    assert_eq!(place.evidence().len(), 2);
    // One that waits for another's end says so instead of spoiling it.
    let lock = fs::File::open(place.kept()).unwrap();
    lock.lock().unwrap();
    ends(
        &place.backup(MORNING, &[]),
        1,
        "đang có một lần sao lưu khác",
    );
    assert_eq!(place.backups().len(), 3);
});

on_both!(what_is_spoilt_is_not_brought_back, |engine| async move {
    let place = Place::new(engine).await;
    ends(&place.backup(MORNING, &[]), 0, "Đã sao lưu");
    let backup = place.backups().remove(0);
    let address = elsewhere(engine).await;
    let evidence = place.evidence().remove(0);
    let database = entries(&backup)
        .into_iter()
        .find(|path| !path.ends_with("SHA256SUMS"))
        .unwrap();
    for path in [&evidence, &database] {
        let content = fs::read(path).unwrap();
        let mut altered = content.clone();
        let middle = altered.len() / 2;
        altered[middle] ^= 1;
        fs::write(path, altered).unwrap();
        ends(
            &place.restore(&address, "moi", &backup),
            1,
            "không còn nguyên vẹn",
        );
        fs::remove_file(path).unwrap();
        ends(
            &place.restore(&address, "moi", &backup),
            1,
            "không còn nguyên vẹn",
        );
        fs::write(path, content).unwrap();
    }
    let list = backup.join("SHA256SUMS");
    let text = fs::read_to_string(&list).unwrap();
    let hash = &text[..64];
    for line in [
        "nothing".to_owned(),
        format!("{hash}  ../../etc/passwd"),
        format!("{hash}  ../minh-chung/{}/../../x", &hash[..2]),
        "é".repeat(64) + "  xanh.db",
    ] {
        fs::write(&list, format!("{text}{line}\n")).unwrap();
        ends(
            &place.restore(&address, "moi", &backup),
            1,
            "không còn nguyên vẹn",
        );
    }
    fs::write(&list, &text).unwrap();
    // Nothing of all that has made a database.
    match engine {
        Engine::Sqlite => assert!(!Db::is_there(&address).unwrap()),
        Engine::Postgres => {
            let db = Db::open(&address).await.unwrap();
            assert_eq!(db.schema().await.unwrap(), server::store::Schema::None);
            db.close().await;
        }
    }
    let empty = place.folder.join("empty");
    fs::create_dir_all(&empty).unwrap();
    ends(
        &place.restore(&address, "moi", &empty),
        1,
        "không có bản sao lưu nào",
    );
    ends(&place.restore(&address, "moi", &backup), 0, "Đã phục hồi");
});

#[tokio::test]
async fn the_newest_is_so_by_its_time_and_the_one_just_made_stays() {
    let place = Place::new(Engine::Sqlite).await;
    for _ in 0..11 {
        ends(&place.backup(MORNING, &[]), 0, "Đã sao lưu");
    }
    let kept = |name: &str| place.kept().join(name);
    // One that somebody put aside under a name of their own is theirs.
    let own = kept("truoc-nang-cap");
    fs::create_dir(&own).unwrap();
    for name in ["SHA256SUMS", "xanh.db"] {
        fs::copy(kept("2026-11-27-070000").join(name), own.join(name)).unwrap();
    }
    ends(&place.backup(MORNING, &["--keep", "2"]), 0, "Đã sao lưu");
    let left = [
        "2026-11-27-070000-11",
        "2026-11-27-070000-12",
        "truoc-nang-cap",
    ];
    assert_eq!(place.backups(), left.map(kept));
    // The clock went back: what is made now is kept all the same.
    ends(
        &place.backup("2026-11-26T07:00+07:00", &["--keep", "1"]),
        0,
        "Đã sao lưu",
    );
    assert_eq!(
        place.backups(),
        ["2026-11-26-070000", "truoc-nang-cap"].map(kept)
    );
    ends(&place.backup(MORNING, &[]), 0, "Đã sao lưu");
    let address = elsewhere(Engine::Sqlite).await;
    let newest = place.restore(&address, "moi", &place.kept());
    ends(&newest, 0, &kept("2026-11-27-070000").display().to_string());
    let address = elsewhere(Engine::Sqlite).await;
    ends(&place.restore(&address, "moi", &own), 0, "truoc-nang-cap");
    // A list that lists nothing is no whole one.
    fs::write(own.join("SHA256SUMS"), "").unwrap();
    let address = elsewhere(Engine::Sqlite).await;
    ends(
        &place.restore(&address, "moi", &own),
        1,
        "không còn nguyên vẹn",
    );
}

#[tokio::test]
async fn evidence_is_not_backed_up_onto_itself() {
    let place = Place::new(Engine::Sqlite).await;
    let files = place.folder.join("minh-chung");
    for into in [
        place.folder.clone(),
        files.clone(),
        files.join("sao-luu"),
        place.folder.join("minh-chung/../minh-chung"),
    ] {
        let into = into.display().to_string();
        let output = xanh(&place.address, &files, MORNING, &["backup", &into]);
        ends(&output, 1, "trùng nhau hoặc nằm trong nhau");
    }
    ends(&place.backup(MORNING, &[]), 0, "Đã sao lưu");
    let address = elsewhere(Engine::Sqlite).await;
    let output = place.restore(&address, "kept/minh-chung", &place.kept());
    ends(&output, 1, "trùng nhau hoặc nằm trong nhau");
    assert!(!Db::is_there(&address).unwrap());
    // One that was ended by force left nothing under the name of the database, and the next begins anew.
    let file = PathBuf::from(address.strip_prefix("sqlite://").unwrap());
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(format!("{}-phuc-hoi", file.display()), "half").unwrap();
    fs::write(format!("{}-phuc-hoi-wal", file.display()), "half").unwrap();
    ends(
        &place.restore(&address, "moi", &place.kept()),
        0,
        "Đã phục hồi",
    );
    assert_eq!(entries(file.parent().unwrap()), [file]);
}

#[tokio::test]
async fn what_can_not_be_is_said() {
    let place = Place::new(Engine::Sqlite).await;
    ends(&place.backup(MORNING, &[]), 0, "Đã sao lưu");
    // A mistyped address makes nothing, there or in the folder.
    let (files, into) = (place.folder.join("minh-chung"), place.folder.join("x"));
    let nowhere = place.folder.join("khong/co.db");
    let address = format!("sqlite://{}", nowhere.display());
    let into_text = into.display().to_string();
    let output = xanh(&address, &files, MORNING, &["backup", &into_text]);
    ends(&output, 1, "chưa sao lưu gì");
    assert!(!into.exists() && !nowhere.parent().unwrap().exists());
    // A copy of SQLite is none of PostgreSQL.
    let other = "postgres://127.0.0.1:1/none";
    let output = place.restore(other, "moi", &place.kept());
    ends(&output, 1, "của loại cơ sở dữ liệu khác");
    // A file that is there is somebody's.
    let taken = place.folder.join("co-roi.db");
    fs::write(&taken, "of somebody").unwrap();
    let address = format!("sqlite://{}", taken.display());
    ends(
        &place.restore(&address, "moi", &place.kept()),
        1,
        "đã có dữ liệu",
    );
    assert_eq!(fs::read_to_string(&taken).unwrap(), "of somebody");
    // What is no folder, no backup, no number, no database: in words of the operator, and what to do.
    let file = place.folder.join("file");
    fs::write(&file, "").unwrap();
    let named = |path: &Path| path.display().to_string();
    let (into, kept) = (named(&file.join("kept")), named(&place.kept()));
    let foreign = format!("sqlite://{}", taken.display());
    let unknown = "mysql://xanh/xanh".to_owned();
    for (address, files, arguments, code, wanted) in [
        (
            &place.address,
            &files,
            ["backup", &into, "--keep=3"],
            1,
            "không phải thư mục",
        ),
        (
            &place.address,
            &files,
            ["backup", &kept, "--keep=0"],
            2,
            "cần số nguyên từ 1 trở lên",
        ),
        (
            &place.address,
            &files,
            ["backup", &kept, "--keep=ba"],
            2,
            "cần số nguyên từ 1 trở lên",
        ),
        (
            &foreign,
            &files,
            ["backup", &kept, "--keep=3"],
            1,
            "không phải cơ sở dữ liệu",
        ),
        (
            &unknown,
            &files,
            ["backup", &kept, "--keep=3"],
            1,
            "cần dạng sqlite://TỆP",
        ),
    ] {
        let output = xanh(address, files, MORNING, &arguments);
        ends(&output, code, wanted);
        for english in ["os error", "No such", "is not", "would be", "invalid"] {
            assert!(!said(&output).contains(english), "{}", said(&output));
        }
    }
    let address = elsewhere(Engine::Sqlite).await;
    let into_a_file = place.restore(&address, "file", &place.kept());
    ends(&into_a_file, 1, "không phải thư mục");
    let nowhere = place.restore(&address, "moi", &place.folder.join("khong-co"));
    ends(&nowhere, 1, "không có tệp, thư mục");
    // One that nobody has used yet is backed up all the same.
    let unused = new_address(Engine::Sqlite).await;
    assert!(
        xanh(&unused, &files, MORNING, &["migrate"])
            .status
            .success()
    );
    let own = named(&place.folder.join("moi-lap"));
    let output = xanh(&unused, &files, MORNING, &["backup", &own]);
    ends(&output, 0, "Nhật ký chưa có mục nào");
}
