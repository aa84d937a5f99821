//! QR codes: a text as squares that a telephone's camera reads. What stands in it is known to nobody else: no service on
//! the internet draws it, and nothing here is logged. How it looks on a page is the app's.

use app::workspace::authentication::model::QrCode;
use qrcode::{Color, EcLevel};

/// The squares of a text; none if it is too long, which no address of ours is.
#[must_use]
pub fn code(text: &str) -> Option<QrCode> {
    let code = qrcode::QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width();
    let mut path = String::new();
    let colors = code.to_colors();
    for (y, row) in colors.chunks(side).enumerate() {
        let mut x = 0;
        let mut end = None;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                // From the end of the run before; the first of a row names its place.
                match end {
                    None => path.push_str(&format!("M{x} {y}.5h{}", run.len())),
                    Some(end) => path.push_str(&format!("m{} 0h{}", x - end, run.len())),
                }
                end = Some(x + run.len());
            }
            x += run.len();
        }
    }
    Some(QrCode { side, path })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The squares that a path draws, read back without what drew it.
    fn drawn(code: &QrCode) -> Vec<Vec<bool>> {
        let mut dark = vec![vec![false; code.side]; code.side];
        for row in code.path.split('M').skip(1) {
            let mut pen = 0;
            for (at, stroke) in row.split('m').enumerate() {
                let (place, long) = stroke.split_once('h').unwrap();
                let (x, y) = place.split_once(' ').unwrap();
                pen = x.parse::<usize>().unwrap() + if at == 0 { 0 } else { pen };
                let row: usize = row
                    .split(' ')
                    .nth(1)
                    .unwrap()
                    .split('.')
                    .next()
                    .unwrap()
                    .parse()
                    .unwrap();
                assert!(at == 0 || y == "0");
                for _ in 0..long.parse().unwrap() {
                    dark[row][pen] = true;
                    pen += 1;
                }
            }
        }
        dark
    }

    /// What a camera reads.
    fn read(code: &QrCode) -> String {
        let dark = drawn(code);
        let grid = rqrr::SimpleGrid::from_func(code.side, |x, y| dark[y][x]);
        let mut bytes = Vec::new();
        rqrr::Grid::new(grid).decode_to(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_camera_reads_what_was_drawn(user in "[a-z0-9._@-]{1,64}", secret in "[A-Z2-7]{32}", token in "[0-9a-f]{64}") {
            for text in [
                format!("otpauth://totp/Xanh:{user}?secret={secret}&issuer=Xanh"),
                format!("https://xanh.phutho.example.gov.vn/ar/moi/{token}"),
            ] {
                prop_assert_eq!(read(&code(&text).unwrap()), text);
            }
        }
    }

    #[test]
    fn what_is_too_long_has_no_drawing() {
        assert_eq!(code(&"a".repeat(8_000)), None);
    }
}
