//! Why a command could not do its work, in Vietnamese. What an engine, a mail server or the system says itself follows in
//! brackets, as it says it.

use app::failure::Failure;
use server::{
    files::FileError,
    mail::MailError,
    service::{
        campaign::CampaignError, criteria::SetFileError, import::ImportError,
        reference::ReferenceError, snapshot::SnapshotError,
    },
    store::StoreError,
};
use std::{
    error::Error,
    io::{self, ErrorKind},
    path::Path,
};

/// Why, of whatever went wrong below a command.
pub fn in_words(error: &(dyn Error + 'static)) -> String {
    if let Some(error) = stored(error) {
        return of_store(error);
    }
    if let Some(error) = error.downcast_ref::<FileError>() {
        return of_files(error);
    }
    if let Some(error) = error.downcast_ref::<MailError>() {
        return of_mail(error);
    }
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return of_use_case(failure).to_owned();
    }
    if let Some(SetFileError::Write(cause)) = error.downcast_ref() {
        return format!("không ghi được bộ tiêu chí thành tệp ({cause})");
    }
    match error.downcast_ref::<io::Error>() {
        Some(cause) => of_disk(cause),
        None => error.to_string(),
    }
}

/// The store's error, if it is one or only passes one on.
fn stored<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a StoreError> {
    macro_rules! passed_on {
        ($($by:ident),+) => {$(
            if let Some($by::Store(error)) = error.downcast_ref::<$by>() {
                return Some(error);
            }
        )+};
    }
    passed_on!(
        CampaignError,
        ImportError,
        ReferenceError,
        SetFileError,
        SnapshotError
    );
    if let Some(ReferenceError::Import(ImportError::Store(error))) = error.downcast_ref() {
        return Some(error);
    }
    error.downcast_ref()
}

/// Why the store refused.
pub fn of_store(error: &StoreError) -> String {
    match error {
        error if error.is_full() => {
            "ổ đĩa hoặc dung lượng dành cho cơ sở dữ liệu đã đầy; hãy giải phóng chỗ rồi chạy lại"
                .to_owned()
        }
        StoreError::Sql(cause) => {
            format!("cơ sở dữ liệu không phản hồi hoặc từ chối ({cause})")
        }
        StoreError::Commit(cause) => {
            format!("chưa rõ dữ liệu đã được ghi hay chưa ({cause}); hãy kiểm tra rồi chạy lại")
        }
        StoreError::Closed => "máy chủ đang dừng".to_owned(),
        StoreError::Migrate(cause) => format!("không cập nhật được lược đồ ({cause})"),
        StoreError::Unreadable { column, problem } => {
            format!("cột {column} có giá trị không đọc được ({problem})")
        }
        StoreError::Inconsistent {
            table,
            row,
            problem,
        } => format!("bảng {table}, dòng {row} không hợp lệ ({problem})"),
        StoreError::Address(address) => format!(
            "{address} không phải địa chỉ cơ sở dữ liệu (XANH_DATABASE); cần dạng sqlite://TỆP hoặc postgres://TÊN:MẬT_KHẨU@MÁY/CSDL"
        ),
        StoreError::Absent(address) => {
            format!("không có cơ sở dữ liệu nào tại {address} (XANH_DATABASE)")
        }
        StoreError::Foreign(address) => {
            format!("{address} (XANH_DATABASE) không phải cơ sở dữ liệu")
        }
        StoreError::Folder(folder, cause) => {
            format!("không tạo được thư mục {folder}: {}", of_disk(cause))
        }
    }
}

/// Why evidence files can't be kept.
pub fn of_files(error: &FileError) -> String {
    match error {
        FileError::Folder(folder, cause) => {
            format!("không dùng được thư mục {folder}: {}", of_disk(cause))
        }
        FileError::Disk(cause) => format!("tệp minh chứng: {}", of_disk(cause)),
        error => format!("tệp minh chứng không lưu được ({error})"),
    }
}

fn of_mail(error: &MailError) -> String {
    match error {
        MailError::Address => "địa chỉ thư không đúng dạng (XANH_SMTP_FROM)".to_owned(),
        MailError::Message(cause) => format!("không soạn được thư ({cause})"),
        MailError::Smtp(cause) => {
            format!("máy chủ thư không nhận hoặc không kết nối được ({cause})")
        }
    }
}

/// Why a use case failed; what lies below is logged where it happens.
fn of_use_case(failure: &Failure) -> &'static str {
    match failure {
        Failure::Full => "đã hết dung lượng lưu trữ; hãy giải phóng chỗ rồi chạy lại",
        Failure::Changed => "dữ liệu vừa được thay đổi cùng lúc; hãy chạy lại",
        Failure::Uncertain => "chưa rõ dữ liệu đã được ghi hay chưa; hãy kiểm tra rồi chạy lại",
        _ => "hệ thống chưa xử lý được; nguyên nhân nêu trong thông báo kỹ thuật đi kèm",
    }
}

/// Why the disk refused.
pub fn of_disk(cause: &io::Error) -> String {
    match cause.kind() {
        ErrorKind::NotFound => "không có tệp, thư mục hoặc chương trình này".to_owned(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "không có quyền đọc hoặc ghi ở đó; hãy chọn nơi khác hoặc cấp quyền".to_owned()
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "đó là tệp, không phải thư mục; hãy chọn thư mục khác".to_owned()
        }
        ErrorKind::IsADirectory => "đó là thư mục, không phải tệp; hãy nêu tên tệp".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "ổ đĩa đã đầy; hãy giải phóng chỗ rồi chạy lại".to_owned()
        }
        _ => cause.to_string(),
    }
}

/// Why a file can't be read.
pub fn of_file(file: &Path, cause: &io::Error) -> String {
    format!("không đọc được tệp {}: {}", file.display(), of_disk(cause))
}

/// Why nobody can be served at an address.
pub fn of_address(cause: &io::Error) -> String {
    match cause.kind() {
        ErrorKind::AddrInUse => "địa chỉ và cổng này đang được chương trình khác dùng".to_owned(),
        ErrorKind::AddrNotAvailable => "máy này không có địa chỉ đó".to_owned(),
        ErrorKind::PermissionDenied => {
            "không có quyền dùng cổng này; hãy chọn cổng từ 1024 trở lên".to_owned()
        }
        _ => cause.to_string(),
    }
}
