//! Characters as `str` methods see them.

/// Whether `str.isspace()` counts it as white space.
pub fn is_space(code: u32) -> bool {
    matches!(code, 0x09..=0x0D | 0x1C..=0x20 | 0x85 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000)
}

/// The text without the white space around it.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|character| is_space(u32::from(character)))
}

/// The value of a decimal digit of any script.
pub fn decimal(character: char) -> Option<u8> {
    character.to_digit(10).map(|value| value as u8)
}
