//! How what is kept is packed on its way, and which packing a browser takes (RFC 9110 §12.5.3).

use axum::{
    body::Bytes,
    http::{HeaderMap, header},
};
use flate2::{Compression, write::GzEncoder};
use std::io::{self, Write};

/// Packings, the one that is asked for in vain last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// As headers name it.
    pub(crate) fn token(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// What a browser likes best of what it takes; of several that it likes as well, the smallest.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let lists = headers.get_all(header::ACCEPT_ENCODING);
        let asked = || {
            let lists = lists.iter().filter_map(|list| list.to_str().ok());
            lists.flat_map(|list| list.split(',')).map(weighed)
        };
        let weight = |encoding: Self| {
            let own = asked().find(|(name, _)| name.eq_ignore_ascii_case(encoding.token()));
            own.map_or(0, |(_, weight)| weight)
        };
        let mut best = (Self::Identity, weight(Self::Identity));
        // From the last to the first, so that of equals the first stays.
        for encoding in Self::ALL.into_iter().rev() {
            let own = weight(encoding);
            if own > 0 && own >= best.1 {
                best = (encoding, own);
            }
        }
        best.0
    }

    /// A body packed, quickly rather than as small as can be: the first reader waits for it.
    ///
    /// # Errors
    /// None that memory would make; the packers' own type.
    pub(crate) fn pack(self, bytes: Bytes) -> io::Result<Bytes> {
        match self {
            Self::Identity => Ok(bytes),
            Self::Gzip => {
                let mut packer = GzEncoder::new(Vec::new(), Compression::default());
                packer.write_all(&bytes)?;
                Ok(packer.finish()?.into())
            }
            Self::Brotli => {
                let quick = brotli::enc::BrotliEncoderParams {
                    quality: 4,
                    ..Default::default()
                };
                let mut packed = Vec::new();
                brotli::BrotliCompress(&mut bytes.as_ref(), &mut packed, &quick)?;
                Ok(packed.into())
            }
        }
    }
}

/// A member of a list of encodings: its name, and how much it is liked, in thousandths. One that can't be read is not
/// taken.
fn weighed(member: &str) -> (&str, u16) {
    let mut parts = member.split(';').map(str::trim);
    let name = parts.next().unwrap_or("");
    let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
    let thousandths = |weight: &str| {
        let (whole, rest) = weight.split_once('.').unwrap_or((weight, ""));
        let plain = rest.len() <= 3 && rest.bytes().all(|digit| digit.is_ascii_digit());
        let rest: u16 = format!("{rest:0<3}").parse().ok().filter(|_| plain)?;
        let whole: u16 = whole.parse().ok().filter(|whole| *whole <= 1)?;
        Some((whole * 1000 + rest).min(1000))
    };
    (name, weight.map_or(Some(1000), thousandths).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use flate2::read::GzDecoder;
    use proptest::prelude::*;
    use std::io::Read;

    fn accepted(lists: &[&str]) -> Encoding {
        let mut headers = HeaderMap::new();
        for list in lists {
            headers.append(
                header::ACCEPT_ENCODING,
                HeaderValue::from_str(list).unwrap(),
            );
        }
        Encoding::accepted(&headers)
    }

    #[test]
    fn a_browser_gets_what_it_likes_best() {
        use Encoding::{Brotli, Gzip, Identity};
        for (lists, wanted) in [
            (&[] as &[&str], Identity),
            (&[""], Identity),
            (&["gzip, deflate, br, zstd"], Brotli),
            (&["gzip, deflate"], Gzip),
            (&["gzip", "br"], Brotli),
            (&["GZip;Q=0.5 , BR;q=0.25"], Gzip),
            (&["br;q=0, gzip;q=0.001"], Gzip),
            (&["br;q=0.000"], Identity),
            (&["identity, gzip;q=0.5"], Identity),
            (&["identity;q=0.5, gzip;q=0.5"], Gzip),
            (&["br;q=1.0, gzip;q=0.8, *;q=0.1"], Brotli),
            (&["br;q=x, gzip;q=2"], Identity),
            (&["br;q=0.1234;q=1"], Identity),
            (&["deflate, zstd, *"], Identity),
        ] {
            assert_eq!(accepted(lists), wanted, "{lists:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked_as_it_was(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
            let of = |encoding: Encoding| encoding.pack(Bytes::from(bytes.clone())).unwrap();
            prop_assert_eq!(&of(Encoding::Identity)[..], &bytes[..]);
            let mut gzip = Vec::new();
            GzDecoder::new(&of(Encoding::Gzip)[..]).read_to_end(&mut gzip).unwrap();
            prop_assert_eq!(&gzip, &bytes);
            let mut brotli = Vec::new();
            brotli::BrotliDecompress(&mut &of(Encoding::Brotli)[..], &mut brotli).unwrap();
            prop_assert_eq!(&brotli, &bytes);
        }

        #[test]
        fn any_list_is_read(list in "[a-z;=,. *qQ0-9]{0,60}") {
            let _ = accepted(&[&list]);
        }
    }
}
