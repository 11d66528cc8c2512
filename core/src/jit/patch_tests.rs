//! Each patch function at its smallest and largest values, just outside them, and on an instruction of another class.

use super::PatchError::{Immediate, Instruction, Register, Target};
use super::*;

const NOP: u32 = 0xd503_201f;

#[test]
fn a64_registers() {
    // add x0, x0, x0 -> x30 in each place
    assert_eq!(a64_reg(0x8b00_0000, 0, 30), Ok(0x8b00_001e));
    assert_eq!(a64_reg(0x8b00_0000, 5, 30), Ok(0x8b00_03c0));
    assert_eq!(a64_reg(0x8b00_0000, 16, 30), Ok(0x8b1e_0000));
    assert_eq!(a64_reg(0x9b00_7c00, 10, 0), Ok(0x9b00_0000));
    assert_eq!(a64_reg(0x8b00_0000, 0, 31), Err(Register));
    assert_eq!(a64_reg(0x8b00_0000, 3, 0), Err(PatchError::Table));
}

#[test]
fn a64_unsigned_12() {
    // ldr x0, [x21, #imm]
    assert_eq!(a64_imm12(0xf940_02a0, 3, 0), Ok(0xf940_02a0));
    assert_eq!(a64_imm12(0xf940_02a0, 3, 32760), Ok(0xf97f_fea0));
    assert_eq!(a64_imm12(0xf940_02a0, 3, 32768), Err(Immediate(0)));
    assert_eq!(a64_imm12(0xf940_02a0, 3, 4), Err(Immediate(0)));
    assert_eq!(a64_imm12(0xf940_02a0, 3, -8), Err(Immediate(0)));
    assert_eq!(a64_imm12(0xf940_02a0, 2, 8), Err(Instruction));
    // ldrb w0, [x0, #imm]; add x0, x0, #imm; add x0, x0, #imm, lsl #12
    assert_eq!(a64_imm12(0x3940_0000, 0, 4095), Ok(0x397f_fc00));
    assert_eq!(a64_imm12(0x9100_0000, 0, 4095), Ok(0x913f_fc00));
    assert_eq!(a64_imm12(0x9140_0000, 12, 4095 << 12), Ok(0x917f_fc00));
    assert_eq!(a64_imm12(0x9140_0000, 0, 1), Err(Instruction));
    // ldr q0, [x0]
    assert_eq!(a64_imm12(0x3dc0_0000, 0, 0), Err(Instruction));
    assert_eq!(a64_imm12(NOP, 0, 0), Err(Instruction));
}

#[test]
fn a64_signed_12() {
    // adds x8, x24, #imm, lsl #12 <-> subs
    assert_eq!(a64_add_sub12(0xb140_0308, 12, 4095 << 12), Ok(0xb17f_ff08));
    assert_eq!(a64_add_sub12(0xb140_0308, 12, -(4095 << 12)), Ok(0xf17f_ff08));
    assert_eq!(a64_add_sub12(0xb140_0308, 12, 0), Ok(0xb140_0308));
    assert_eq!(a64_add_sub12(0xb140_0308, 12, 1), Err(Immediate(0)));
    assert_eq!(a64_add_sub12(0xb140_0308, 12, 4096 << 12), Err(Immediate(0)));
    assert_eq!(a64_add_sub12(0xb140_0308, 12, i64::MIN), Err(Immediate(0)));
    // cmp x24, #imm <-> cmn
    assert_eq!(a64_add_sub12(0xf100_031f, 0, -1), Ok(0xb100_071f));
    assert_eq!(a64_add_sub12(NOP, 0, 0), Err(Instruction));
}

#[test]
fn a64_16() {
    // movz x0, #imm; movk x0, #imm, lsl #48; movn x0, #imm
    assert_eq!(a64_imm16(0xd280_0000, 0, 0xffff), Ok(0xd29f_ffe0));
    assert_eq!(a64_imm16(0xd29f_ffe0, 0, 0), Ok(0xd280_0000));
    assert_eq!(a64_imm16(0xf2e0_0000, 48, i64::MIN), Ok(0xf2f0_0000));
    assert_eq!(a64_imm16(0xf2e0_0000, 32, 0), Err(Instruction));
    assert_eq!(a64_imm16(0x9280_0000, 0, 0), Err(Instruction));
    assert_eq!(a64_not_imm16(0x9280_0000, 0, -1), Ok(0x9280_0000));
    assert_eq!(a64_not_imm16(0x9280_0000, 0, -65536), Ok(0x929f_ffe0));
    assert_eq!(a64_not_imm16(0xd280_0000, 0, 0), Err(Instruction));
}

#[test]
fn a64_shifts() {
    // lsl x0, x1, #n
    assert_eq!(a64_lsl(0xd340_fc20, 0), Ok(0xd340_fc20));
    assert_eq!(a64_lsl(0xd340_fc20, 1), Ok(0xd37f_f820));
    assert_eq!(a64_lsl(0xd340_fc20, 63), Ok(0xd341_0020));
    assert_eq!(a64_lsl(0xd340_fc20, 64), Err(Immediate(0)));
    assert_eq!(a64_lsl(0x9340_fc20, 1), Err(Instruction));
    // asr x0, x1, #n; lsr
    assert_eq!(a64_shr(0x9340_fc20, 63), Ok(0x937f_fc20));
    assert_eq!(a64_shr(0xd340_fc20, 0), Ok(0xd340_fc20));
    assert_eq!(a64_shr(0xd340_fc20, -1), Err(Immediate(0)));
    assert_eq!(a64_shr(0xd37f_f820, 1), Err(Instruction));
    // cmp x0, x1, asr #n; orr x0, x22, x1, lsr #n
    assert_eq!(a64_shifted_reg(0xeb81_001f, 63), Ok(0xeb81_fc1f));
    assert_eq!(a64_shifted_reg(0xaa41_02c0, 14), Ok(0xaa41_3ac0));
    assert_eq!(a64_shifted_reg(0xaa41_02c0, 64), Err(Immediate(0)));
    assert_eq!(a64_shifted_reg(0x8b20_0000, 0), Err(Instruction));
}

#[test]
fn a64_targets() {
    assert_eq!(a64_branch26(0x1400_0000, (1 << 27) - 4), Ok(0x15ff_ffff));
    assert_eq!(a64_branch26(0x1400_0000, -(1 << 27)), Ok(0x1600_0000));
    assert_eq!(a64_branch26(0x1400_0000, 1 << 27), Err(Target));
    assert_eq!(a64_branch26(0x1400_0000, 2), Err(Target));
    assert_eq!(a64_branch26(0x9400_0000, -4), Ok(0x97ff_ffff));
    assert_eq!(a64_branch26(0x5400_0000, 0), Err(Instruction));
    // b.eq; cbz x0
    assert_eq!(a64_branch19(0x5400_0000, (1 << 20) - 4), Ok(0x547f_ffe0 & !(1 << 23)));
    assert_eq!(a64_branch19(0x5400_0000, -4), Ok(0x54ff_ffe0));
    assert_eq!(a64_branch19(0xb400_0000, -(1 << 20)), Ok(0xb480_0000));
    assert_eq!(a64_branch19(0x5400_0000, 1 << 20), Err(Target));
    assert_eq!(a64_branch19(0x3600_0000, 0), Err(Instruction));
    // ldr d0, literal; ldr x0, literal
    assert_eq!(a64_literal19(0x5c00_0000, 8), Ok(0x5c00_0040));
    assert_eq!(a64_literal19(0x5800_0000, -(1 << 20)), Ok(0x5880_0000));
    assert_eq!(a64_literal19(0x5800_0000, -(1 << 20) - 4), Err(Target));
    assert_eq!(a64_literal19(0x1800_0000, 0), Err(Instruction));
}

#[test]
fn x86_registers() {
    // mov r8, r9 = 4d 89 c8: ModRM reg r9 (R), rm r8 (B)
    let mut c = [0x4d, 0x89, 0xc8];
    x86_reg(&mut c, 2, 0, 2, 0, 7).unwrap();
    assert_eq!(c, [0x4c, 0x89, 0xcf]); // mov rdi, r9
    x86_reg(&mut c, 2, 3, 2, 2, 6).unwrap();
    assert_eq!(c, [0x48, 0x89, 0xf7]); // mov rdi, rsi
    x86_reg(&mut c, 2, 3, 2, 2, 15).unwrap();
    assert_eq!(c, [0x4c, 0x89, 0xff]); // mov rdi, r15
    for refused in [4, 5, 12, 13, 16] {
        assert_eq!(x86_reg(&mut c, 2, 3, 2, 2, refused), Err(Register));
    }
    // addsd xmm0, xmm1: no REX
    let mut c = [0xf2, 0x0f, 0x58, 0xc1];
    x86_reg(&mut c, 3, 3, 0, 0, 5).unwrap();
    assert_eq!(c, [0xf2, 0x0f, 0x58, 0xe9]);
    assert_eq!(x86_reg(&mut c, 3, 3, 0, 0, 8), Err(Register));
    assert_eq!(x86_reg(&mut c, 3, 3, 1, 0, 0), Err(Instruction));
}

#[test]
fn x86_immediates() {
    let hole = |kind| Hole { at: 1, which: 0, kind, arg: 0 };
    let mut c = [0u8; 9];
    let mut try_with = |kind, v| patch_immediate(&mut c, &hole(kind), v).map(|()| c[1..].to_vec());
    assert_eq!(try_with(HoleKind::X86U64, i64::MIN).unwrap(), [0, 0, 0, 0, 0, 0, 0, 0x80]);
    assert_eq!(try_with(HoleKind::X86U64, 0).unwrap(), [0; 8]);
    assert_eq!(try_with(HoleKind::X86U8, 255).unwrap()[0], 255);
    assert_eq!(try_with(HoleKind::X86U8, 256), Err(Immediate(0)));
    assert_eq!(try_with(HoleKind::X86U8, -1), Err(Immediate(0)));
    assert_eq!(try_with(HoleKind::X86U32, 0xffff_ffff).unwrap()[..4], [255; 4]);
    assert_eq!(try_with(HoleKind::X86U32, 1 << 32), Err(Immediate(0)));
    assert_eq!(try_with(HoleKind::X86U32, -1), Err(Immediate(0)));
    assert_eq!(try_with(HoleKind::X86S32, -(1 << 31)).unwrap()[..4], [0, 0, 0, 0x80]);
    assert_eq!(try_with(HoleKind::X86S32, (1 << 31) - 1).unwrap()[..4], [255, 255, 255, 0x7f]);
    assert_eq!(try_with(HoleKind::X86S32, 1 << 31), Err(Immediate(0)));
}

#[test]
fn x86_targets() {
    let mut c = [0x0f, 0x80, 0, 0, 0, 0];
    assert_eq!(x86_branch32(&mut c, 2, 0), Ok(()));
    assert_eq!(c, [0x0f, 0x80, 0xfc, 0xff, 0xff, 0xff]);
    assert_eq!(x86_branch32(&mut c, 2, i64::from(i32::MAX) + 4), Ok(()));
    assert_eq!(x86_branch32(&mut c, 2, i64::from(i32::MAX) + 5), Err(Target));
    assert_eq!(x86_branch32(&mut c, 2, i64::from(i32::MIN) + 4), Ok(()));
    assert_eq!(x86_branch32(&mut c, 2, i64::from(i32::MIN) + 3), Err(Target));
    assert_eq!(x86_branch32(&mut [0x0e, 0x80, 0, 0, 0, 0], 2, 0), Err(Instruction));
    assert_eq!(x86_branch32(&mut [0xe9, 0, 0, 0, 0], 1, 0), Ok(()));
    assert_eq!(x86_branch32(&mut [0xe8, 0, 0, 0, 0], 1, 0), Ok(()));
    assert_eq!(x86_branch32(&mut [0xea, 0, 0, 0, 0], 1, 0), Err(Instruction));
    // movsd xmm0, [rip + disp32]
    let mut c = [0xf2, 0x0f, 0x10, 0x05, 0, 0, 0, 0];
    assert_eq!(x86_literal32(&mut c, 4, 12), Ok(()));
    assert_eq!(c[4..], [8, 0, 0, 0]);
    assert_eq!(x86_literal32(&mut [0xf2, 0x0f, 0x10, 0x04, 0, 0, 0, 0], 4, 12), Err(Instruction));
}
