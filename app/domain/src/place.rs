//! Where units lie: points on the earth and the distance between two of them in a straight line. It says nothing of
//! roads, and nothing of boundaries: units that are near may not touch.

/// Mean radius of the earth in metres (IUGG).
const RADIUS: f64 = 6_371_008.8;

/// A point on the earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees north, -90 to 90.
    latitude: f64,
    /// Degrees east, -180 to 180.
    longitude: f64,
}

impl Point {
    /// Reads two decimal texts with a point, in degrees north and east; `None` if there is no such place.
    #[must_use]
    pub fn parse(latitude: &str, longitude: &str) -> Option<Self> {
        let degrees = |text: &str, most: f64| {
            let value: f64 = text.parse().ok()?;
            (value.abs() <= most).then_some(value)
        };
        Some(Self {
            latitude: degrees(latitude, 90.0)?,
            longitude: degrees(longitude, 180.0)?,
        })
    }

    /// Degrees north, -90 to 90.
    #[must_use]
    pub const fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east, -180 to 180.
    #[must_use]
    pub const fn longitude(self) -> f64 {
        self.longitude
    }

    /// How far it is to another point in whole metres, along a great circle of a round earth (haversine): within 0.6%
    /// of the true distance.
    #[must_use]
    pub fn metres_to(self, other: Self) -> u32 {
        let (own, others) = (self.latitude.to_radians(), other.latitude.to_radians());
        let north = (others - own) / 2.0;
        let east = (other.longitude - self.longitude).to_radians() / 2.0;
        let chord = north.sin().powi(2) + own.cos() * others.cos() * east.sin().powi(2);
        let metres = 2.0 * RADIUS * chord.sqrt().min(1.0).asin();
        // Never negative, and half way round the earth is 20,015,114: the cast loses the fraction only.
        metres.round() as u32
    }
}

/// How many hundred metres these are, rounded: distances between points that stand for whole units are no finer.
#[must_use]
pub fn hundreds(metres: u32) -> u32 {
    metres / 100 + u32::from(metres % 100 >= 50)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::parse(&latitude.to_string(), &longitude.to_string()).unwrap()
    }

    #[test]
    fn known_distances_are_met() {
        // A degree of latitude is 111.195 km on this earth; one of longitude is half of it at 60° north.
        assert_eq!(point(21.0, 105.0).metres_to(point(22.0, 105.0)), 111_195);
        let half = point(60.0, 0.0).metres_to(point(60.0, 1.0));
        assert!(half.abs_diff(55_597) < 10, "{half}");
        assert_eq!(point(90.0, 0.0).metres_to(point(-90.0, 0.0)), 20_015_114);
        assert_eq!([4_249, 4_250, 0, 49, 50].map(hundreds), [42, 43, 0, 0, 1]);
    }

    #[test]
    fn what_is_no_place_is_none() {
        for (latitude, longitude) in [
            ("", ""),
            ("91", "0"),
            ("0", "181"),
            ("NaN", "0"),
            ("x", "0"),
        ] {
            assert_eq!(
                Point::parse(latitude, longitude),
                None,
                "{latitude} {longitude}"
            );
        }
    }

    proptest! {
        #[test]
        fn distance_is_a_distance(
            a in (-90.0..90.0, -180.0..180.0), b in (-90.0..90.0, -180.0..180.0), c in (-90.0..90.0, -180.0..180.0)
        ) {
            let [a, b, c] = [a, b, c].map(|(latitude, longitude)| point(latitude, longitude));
            prop_assert_eq!(a.metres_to(a), 0);
            prop_assert_eq!(a.metres_to(b), b.metres_to(a));
            // Each is rounded to a metre.
            prop_assert!(a.metres_to(c) <= a.metres_to(b) + b.metres_to(c) + 2);
        }
    }
}
