//! Machine code as text, for this machine.

/// An instruction: its offset, its bytes, its text.
pub type Line = (usize, Vec<u8>, String);

/// The instructions of some code that lies at this offset.
#[cfg(target_arch = "x86_64")]
pub fn disassemble(code: &[u8], offset: usize) -> Vec<Line> {
    use iced_x86::{Decoder, DecoderOptions, Formatter, Instruction, IntelFormatter};
    let mut decoder = Decoder::with_ip(64, code, offset as u64, DecoderOptions::NONE);
    let mut formatter = IntelFormatter::new();
    formatter.options_mut().set_space_after_operand_separator(true);
    formatter.options_mut().set_hex_prefix("0x");
    formatter.options_mut().set_hex_suffix("");
    formatter.options_mut().set_branch_leading_zeros(false);
    let mut lines = Vec::new();
    let mut instruction = Instruction::default();
    while decoder.can_decode() {
        let at = decoder.position();
        decoder.decode_out(&mut instruction);
        let mut text = String::new();
        formatter.format(&instruction, &mut text);
        lines.push((offset + at, code.get(at..decoder.position()).unwrap_or(&[]).to_vec(), text));
    }
    lines
}

/// The instructions of some code that lies at this offset.
#[cfg(target_arch = "aarch64")]
pub fn disassemble(code: &[u8], offset: usize) -> Vec<Line> {
    use yaxpeax_arch::{Decoder, U8Reader};
    let decoder = yaxpeax_arm::armv8::a64::InstDecoder::default();
    let text = |word: &[u8]| match decoder.decode(&mut U8Reader::new(word)) {
        Ok(instruction) => instruction.to_string(),
        Err(_) => ".word".to_string(),
    };
    code.chunks(4).enumerate().map(|(i, word)| (offset + i * 4, word.to_vec(), text(word))).collect()
}

/// The instructions of some code: there is no disassembler for this machine.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
pub fn disassemble(_: &[u8], _: usize) -> Vec<Line> {
    Vec::new()
}
