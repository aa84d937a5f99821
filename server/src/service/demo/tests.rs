//! The demo as the domain's rules see it: published totals, facts about single units, plausibility.

mod world;

use super::*;
use domain::{
    answer::{self, Content, Review, Value},
    release,
    status::Level,
};
use world::{World, clocks, day, test_communes, test_province, test_set, worlds};

fn named<'a>(
    world: &'a World,
    code: &'a str,
    criterion: &'a str,
) -> impl Iterator<Item = &'a Answer> {
    let own = world
        .demo
        .answers
        .iter()
        .filter(move |(unit, a)| unit.as_str() == code && a.criterion == criterion);
    own.map(|(_, answer)| answer)
}

fn counts(answer: &Answer) -> Rate {
    match answer.content {
        Content::Value(Value::Counts(rate)) => rate,
        _ => panic!("no counts: {answer:?}"),
    }
}

#[test]
fn releases_and_campaigns_follow_the_calendar() {
    let ends: Vec<_> = worlds()
        .iter()
        .map(|w| w.releases.last().unwrap().as_of.to_string())
        .collect();
    assert_eq!(
        ends,
        [
            "2026-10-31T16:00+07:00",
            "2025-09-30T16:00+07:00",
            "2027-02-28T16:00+07:00"
        ]
    );
    let demo = &worlds()[0].demo;
    let campaigns: Vec<_> = demo
        .periods
        .iter()
        .map(|p| (p.code.as_str(), p.due_at.to_string()))
        .collect();
    assert_eq!(
        campaigns[..3].iter().map(|c| c.0).collect::<Vec<_>>(),
        ["2025-D1", "2025-D2", "2025-Q4"]
    );
    assert_eq!(campaigns[0].1, "2025-08-01T17:00+07:00");
    assert_eq!(
        campaigns.last().unwrap(),
        &("2026-Q4", "2026-12-31T17:00+07:00".to_owned())
    );
    assert_eq!(demo.releases[5].period_code, "2025-Q4");
    let early = generate(&test_set(), &test_communes(), day("2025-09-30").at(15, 59));
    assert_eq!(early, Err(TooEarly));
    assert_eq!(calendar::FIRST_DAY, day("2025-07-01"));
}

#[test]
fn the_published_totals_of_the_summer_come_out() {
    let eight = ["01", "14", "15", "20", "25", "33", "46", "96"];
    let nine = ["01", "14", "15", "20", "25", "33", "46", "79", "96"];
    for world in worlds() {
        let [july_15, july_29, july_31, august_10, august_24] = &world.releases[..5] else {
            panic!()
        };
        assert_eq!(july_15.above(50), 9);
        assert_eq!(july_29.provinces["91"], (40, 102));
        assert_eq!(
            (july_31.count(Level::Green), july_31.outcomes.len()),
            (1_981, 3_321)
        );
        assert_eq!(july_31.complete(), eight);
        assert_eq!(august_10.complete(), nine);
        assert_eq!((august_24.above(50), august_24.above(70)), (25, 21));
        for criterion in ["HT4", "NT3"] {
            assert!(july_31.met(criterion) * 10 > 3_321 * 9, "{criterion}");
        }
        // 95.75% with enough one-stop staff.
        assert_eq!(august_24.met("TH1"), 3_180);
        for (unit, outcome) in august_10.outcomes.iter().chain(&august_24.outcomes) {
            if test_province(unit) == facts::NGHE_AN {
                assert!(outcome.met >= 12, "{unit}: {}", outcome.met);
            }
        }
        for release in [august_10, august_24] {
            assert_ne!(release.level(facts::THAN_LINH), Level::Green);
        }
    }
}

#[test]
fn phu_tho_is_fifth_with_130_of_148_in_the_latest_release() {
    for world in worlds() {
        let latest = world.releases.last().unwrap();
        assert_eq!(latest.provinces["25"], (130, 148));
        let ahead = latest
            .provinces
            .values()
            .filter(|(green, all)| green * 148 > 130 * all)
            .count();
        let equal = latest
            .provinces
            .values()
            .filter(|(green, all)| green * 148 == 130 * all)
            .count();
        assert_eq!((ahead, equal), (4, 1));
        for code in facts::NAMED {
            assert_eq!(latest.level(code), Level::Green, "{code}");
        }
        for seen in &world.releases[5..] {
            assert!(
                (115..=140).contains(&seen.provinces["25"].0),
                "{}",
                seen.as_of
            );
        }
    }
}

#[test]
fn no_answer_contradicts_a_published_fact() {
    for world in worlds() {
        for (unit, answer) in &world.demo.answers {
            let Content::Value(value) = &answer.content else {
                continue;
            };
            let in_2025 = answer.fact_date < day("2026-01-01");
            match (unit.as_str(), answer.criterion.as_str()) {
                ("08746", "DL2") if answer.fact_date < day("2025-10-01") => {
                    assert_eq!(
                        (counts(answer).part * 1_000 + counts(answer).whole / 2)
                            / counts(answer).whole,
                        954
                    );
                }
                ("08716", "DL2") if in_2025 => assert!(counts(answer).above(9_800)),
                ("08740", "DL1") if in_2025 => assert!(counts(answer).above(9_900)),
                ("08740", "NT4") | ("04978", "DL2") => assert!(counts(answer).at_least(10_000)),
                ("05212", "HT3") => assert_eq!(
                    *value,
                    Value::Measured {
                        yes: true,
                        number: Some(6)
                    }
                ),
                (facts::THAN_LINH, "HT2")
                    if (day("2025-08-01")..=day("2025-08-24")).contains(&answer.fact_date) =>
                {
                    assert!(matches!(value, Value::Items(n) if n[3] == 0 && n[4] == 0));
                }
                _ => {}
            }
            if test_province(unit) == facts::PHU_THO {
                match (answer.criterion.as_str(), value) {
                    ("TC1", value) => assert_eq!(*value, Value::Three(answer::Three::Yes)),
                    ("HT1", Value::Counts(rate)) => assert!(rate.at_least(10_000)),
                    ("HT2", Value::Items(n)) => assert_eq!((n[0], n[2]), (2, 1)),
                    (
                        "HT3",
                        Value::Measured {
                            number: Some(n), ..
                        },
                    ) => assert!(*n > 6 || unit.as_str() == "05212"),
                    _ => {}
                }
            }
        }
        let checklist = named(world, facts::THAN_LINH, "HT2").next().unwrap();
        assert!(
            matches!(&checklist.content, Content::Value(Value::Items(n)) if n[3] == 0 && n[4] == 0)
        );
        assert!(checklist.submitted_at < day("2025-08-10").at(16, 0));
        if world.releases.len() > OCTOBER_31 {
            assert_eq!(quang_tri_online(world).shown().unwrap().0, 7_457);
        }
    }
}

fn quang_tri_online(world: &World) -> Rate {
    let mut sum = Rate::default();
    for commune in test_communes()
        .iter()
        .filter(|c| c.province.as_str() == facts::QUANG_TRI)
    {
        let record: Vec<_> = named(world, commune.code.as_str(), "DL2")
            .cloned()
            .collect();
        let inputs = release::inputs_at(
            &test_set(),
            &world.demo.periods,
            &record,
            world.releases[OCTOBER_31].as_of,
        );
        let input = inputs.into_iter().find(|i| i.criterion == "DL2").unwrap();
        let confirmed = input.confirmed.unwrap();
        assert!(confirmed.valid_until >= day("2025-10-31"));
        let Value::Counts(rate) = confirmed.value else {
            panic!()
        };
        sum = Rate::new(sum.part + rate.part, sum.whole + rate.whole);
    }
    sum
}

#[test]
fn every_answer_is_possible_and_in_order() {
    let set = test_set();
    for (world, now) in worlds().iter().zip(clocks()) {
        let mut before: Option<(&UnitCode, Timestamp)> = None;
        let mut kinds = [0; 3];
        for (unit, answer) in &world.demo.answers {
            let Content::Value(value) = &answer.content else {
                panic!()
            };
            let question = &set.criterion(&answer.criterion).unwrap().question;
            assert_eq!(
                answer::check(question, value, answer.submitted_at.date()),
                Ok(()),
                "{unit} {answer:?}"
            );
            assert!(
                answer.fact_date <= answer.submitted_at.date()
                    && answer.fact_date >= day("2025-07-01")
            );
            assert!(answer.submitted_at <= now, "{unit} {answer:?}");
            let decided = match answer.review {
                Review::Waiting => None,
                Review::Confirmed(at) => Some(at),
                Review::Returned { at, due } => {
                    assert!(due > at);
                    Some(at)
                }
            };
            let kind = match answer.review {
                Review::Waiting => 0,
                Review::Confirmed(_) => 1,
                Review::Returned { .. } => 2,
            };
            kinds[kind] += 1;
            for at in [Some(answer.submitted_at), decided].into_iter().flatten() {
                assert!(
                    calendar::works(at.date()) && ((7, 30)..(17, 0)).contains(&at.clock()),
                    "{answer:?}"
                );
            }
            let until = decided.unwrap_or(now);
            assert!(
                until <= now && until >= answer.submitted_at,
                "{unit} {answer:?}"
            );
            let days = until.date().0 - answer.submitted_at.date().0;
            assert!(
                days <= 6 && (days >= 1 || decided.is_none()),
                "{unit} {days} {answer:?}"
            );
            assert!(
                before.is_none_or(|b| b <= (unit, answer.submitted_at)),
                "out of order: {unit}"
            );
            before = Some((unit, answer.submitted_at));
        }
        assert!(kinds.iter().all(|n| *n > 50), "{kinds:?}");
        assert!(world.demo.answers.len() < 450_000);
    }
}

#[test]
fn the_story_is_plausible() {
    for world in worlds() {
        for (i, seen) in world.releases.iter().enumerate() {
            let late = if i > 2 { seen.count(Level::Red) } else { 0 };
            assert!(late * 12 < 3_321, "{}: {late} red", seen.as_of);
            assert_eq!(
                seen.count(Level::None) > 0,
                i <= calendar::JULY_31,
                "{}",
                seen.as_of
            );
            let short = seen
                .outcomes
                .values()
                .filter(|o| !matches!(o.level, Level::Green | Level::None));
            let (near, all) = short.fold((0, 0), |(near, all), o| {
                (near + usize::from(o.met >= 12), all + 1)
            });
            assert!(
                i < 2 || near * 10 >= all * 9,
                "{}: {near} of {all} lack four or fewer",
                seen.as_of
            );
        }
        for criterion in &test_set().criteria {
            let fails = world.releases[3..]
                .iter()
                .map(|seen| 3_321 - seen.met(&criterion.code));
            assert!(fails.max() > Some(0), "{} never fails", criterion.code);
        }
    }
}

#[test]
fn the_same_clock_gives_the_same_history() {
    let mut communes = test_communes();
    communes.reverse();
    let again = generate(&test_set(), &communes, clocks()[1]).unwrap();
    assert!(again == worlds()[1].demo);
}
