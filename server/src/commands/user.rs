//! `xanh user`: creating accounts.

use super::{
    causes,
    terminal::{REFUSED, say, say_aside},
};
use app::{
    i18n::Lang,
    texts::{faults::fault_text, table},
    workspace::rejected_form::FaultReason,
};
use clap::Subcommand;
use domain::{rate::saturating_u32, unit::UnitCode};
use server::{
    config::{self, Config, Links},
    service::{
        import::{self, ImportError, people::NewPerson},
        public::PublicBackend,
        workspace::{ServiceError, Workspace},
    },
    store::Db,
    typesetter::Typesetter,
};
use std::{error::Error, path::PathBuf, process::ExitCode, sync::Arc};

#[derive(Subcommand)]
pub enum UserCommand {
    /// Tạo một tài khoản
    Add {
        /// Tên đăng nhập: a–z, 0–9, . _ - @
        user: String,
        /// Họ và tên
        #[arg(long)]
        name: String,
        /// Vai trò: can-bo, lanh-dao, tham-dinh, so-nganh, ban-chi-dao, thu-ky, kiem-tra, quan-tri
        #[arg(long)]
        role: String,
        /// Phạm vi: VN; mã tỉnh, thành phố; hoặc mã xã, phường, đặc khu
        #[arg(long)]
        scope: String,
        /// Thư điện tử
        #[arg(long, default_value = "")]
        email: String,
        #[command(flatten)]
        links: Links,
    },
    /// Tạo nhiều tài khoản từ tệp CSV hoặc XLSX có các cột user,name,email,role,scope; có dòng sai thì không tạo tài khoản
    /// nào
    Import {
        /// Đường dẫn tới tệp
        file: PathBuf,
        #[command(flatten)]
        links: Links,
    },
}

pub async fn users(
    db: &Db,
    config: &Config,
    what: UserCommand,
) -> Result<ExitCode, Box<dyn Error>> {
    let (people, links): (Vec<NewPerson>, _) = match what {
        UserCommand::Add {
            user,
            name,
            role,
            scope,
            email,
            links,
        } => {
            let person = NewPerson {
                user,
                name,
                email,
                role,
                scope,
            };
            (vec![person], links)
        }
        UserCommand::Import { file, links } => {
            let content = std::fs::read(&file).map_err(|cause| causes::of_file(&file, &cause))?;
            let list = match import::people::read(&content) {
                Ok(list) => list,
                Err(error) => {
                    say(&format!("{}: {}", file.display(), causes::in_words(&error)));
                    if let ImportError::Faults(faults) = &error {
                        for fault in faults {
                            say(&format!("  {}: {fault}", file.display()));
                        }
                    }
                    return Ok(ExitCode::from(REFUSED));
                }
            };
            if let Some(told) = table::how(Lang::Vi, &list.how) {
                say_aside(&told);
            }
            (
                list.lines.into_iter().map(|row| row.person).collect(),
                links,
            )
        }
    };
    let clock = config.clock();
    // Letting people in asks for the units of the country and for no home page.
    let home = UnitCode::parse(config::HOME).ok_or("không có mã tỉnh")?;
    let public = Arc::new(PublicBackend::new(db.clone(), clock, home));
    let workspace = Workspace::new(db.clone(), clock, public, Typesetter::beside_this_program());
    match workspace.accounts.create_accounts(None, &people).await {
        Ok(Ok(invited)) => {
            let origin = links.origin();
            say("user,link");
            for link in invited {
                say(&format!("{},{origin}/moi/{}", link.user_name, link.token));
            }
            say_aside(
                "Việc tiếp theo: gửi riêng từng liên kết cho đúng người (dùng một lần, trong 7 ngày); \
                 liên kết mở được khi trang web đang chạy: xanh serve",
            );
            Ok(ExitCode::SUCCESS)
        }
        Ok(Err(unfit)) => {
            say("Chưa tạo tài khoản nào, vì những dòng sau có lỗi:");
            let lost = |why: &FaultReason| matches!(why, FaultReason::LostZeros(_));
            let number = unfit.iter().filter(|(_, why)| lost(why)).count();
            let mut told = false;
            for (at, why) in unfit {
                // Codes without their zeros are one fault, however many they are.
                if lost(&why) && std::mem::replace(&mut told, true) {
                    continue;
                }
                let why = match why {
                    FaultReason::LostZeros(_) => FaultReason::LostZeros(saturating_u32(number)),
                    other => other,
                };
                let user = people.get(at).map_or("", |p| p.user.as_str());
                let why = fault_text(Lang::Vi, &why);
                say(&format!("  người thứ {} ({user}): {why}", at + 1));
            }
            Ok(ExitCode::from(REFUSED))
        }
        Err(ServiceError(failure)) => Err(failure.into()),
    }
}
