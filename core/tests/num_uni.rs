//! Characters against CPython 3.13: digests over the code points, recorded in `data/uni.tsv` by `record_uni.py`.

use patchnose_core::num::uni::{self, Mapped};
use std::iter;

const LAST: u32 = 0x10_FFFF;

/// The recorded code points: all up to the last letters, and of the rest one row and a sample.
fn codes() -> impl Iterator<Item = u32> {
    let rest = (0x33480..0xE_0000).step_by(61).chain(0xE_0000..0xE_0200).chain((0xE_0200..=LAST).step_by(61));
    (0..0x33480).chain(rest).chain(iter::once(LAST))
}

/// FNV-1a over numbers.
fn digest(numbers: impl Iterator<Item = u32>) -> String {
    let value = numbers
        .fold(0xCBF2_9CE4_8422_2325u64, |value, number| (value ^ u64::from(number)).wrapping_mul(0x0100_0000_01B3));
    format!("{value:016x}")
}

fn tested(test: impl Fn(u32) -> bool) -> String {
    digest(codes().map(|code| u32::from(test(code))))
}

fn mapped(map: impl Fn(u32) -> Mapped) -> String {
    digest(codes().flat_map(|code| map(code).codes()))
}

fn own_digest(name: &str) -> String {
    let a = u32::from('A');
    match name {
        "isalpha" => tested(uni::is_alpha),
        "isalnum" => tested(uni::is_alnum),
        "isdecimal" => tested(uni::is_decimal),
        "isdigit" => tested(uni::is_digit),
        "isnumeric" => tested(uni::is_numeric),
        "isspace" => tested(uni::is_space),
        // A titlecase letter alone is no capital, and neither is one in a word.
        "isupper" => tested(uni::is_upper),
        "islower" => tested(uni::is_lower),
        "istitle" => tested(uni::is_title),
        "isprintable" => tested(uni::is_printable),
        "start" => tested(uni::is_identifier_start),
        "part" => tested(uni::is_identifier_part),
        "splitlines" => tested(uni::is_line_break),
        "decimal" => digest(codes().map(|code| uni::decimal_of(code).map_or(99, u32::from))),
        "lower" => mapped(uni::to_lower),
        "upper" => mapped(uni::to_upper),
        "title" => mapped(uni::to_title),
        "casefold" => mapped(uni::fold),
        "swapcase" => mapped(uni::swap_case),
        "before" => tested(|code| uni::lower_sigma([code, a].into_iter(), iter::empty()) == 0x3C2),
        "behind" => tested(|code| uni::lower_sigma(iter::once(a), [code, a].into_iter()) == 0x3C2),
        _ => panic!("no such property: {name}"),
    }
}

#[test]
fn as_cpython() {
    let mut properties = 0;
    for line in include_str!("data/uni.tsv").lines() {
        let (name, expected) = line.split_once('\t').expect("a name and a digest");
        assert_eq!(own_digest(name), expected, "{name}");
        properties += 1;
    }
    assert_eq!(properties, 21);
}

#[test]
fn past_the_last_character() {
    for code in [LAST + 1, u32::MAX] {
        assert_eq!(uni::category(code), uni::Category::Cn);
        assert!(!uni::is_alpha(code) && !uni::is_printable(code) && !uni::is_identifier_part(code));
        assert_eq!(uni::to_upper(code).codes().collect::<Vec<_>>(), [code]);
    }
}

#[test]
fn several_characters() {
    let upper =
        |character: char| uni::to_upper(u32::from(character)).codes().filter_map(char::from_u32).collect::<String>();
    assert_eq!((upper('ß'), upper('ﬃ'), upper('a')), ("SS".to_owned(), "FFI".to_owned(), "A".to_owned()));
}
