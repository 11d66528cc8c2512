//! What the generator accepts, and above all what it refuses, on hand-made code.

use patchnose_core::jit::stencil::{Class, Edge, HoleKind};

use crate::machine::{Machine, Reloc};
use crate::source::Source;
use crate::thread::{Code, straighten};
use crate::{a64, x86};

const RET: u32 = 0xd65f_03c0;
const MOV: u32 = 0xaa08_03f9; // mov x25, x8
const B: u32 = 0x1400_0000;

fn code(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|w| w.to_le_bytes()).collect()
}

/// Relocations of A64 jumps: word index and symbol.
fn jumps(at: &[(usize, &str)]) -> Vec<Reloc> {
    at.iter().map(|&(k, s)| Reloc { at: 4 * k, kind: 282, symbol: s.to_owned(), addend: 0 }).collect()
}

fn straight(machine: &Machine, code: &[u8], relocs: &[Reloc]) -> Result<Code, String> {
    machine.decode(code, relocs, false).and_then(|i| straighten(machine, i)).map_err(|e| e.0)
}

#[test]
fn exits_go_into_branches() {
    // adds x8, x27, x2; b.vs 3; mov; b CONT; 3: b EXIT
    let c = code(&[0xab02_0368, 0x5400_0066, MOV, B, B]);
    let s = straight(&a64::MACHINE, &c, &jumps(&[(3, "CONT"), (4, "EXIT")])).unwrap();
    assert_eq!(s.bytes(), code(&[0xab02_0368, 0x5400_0006, MOV]));
    assert_eq!(s.edges, [(4, HoleKind::A64Branch19, Edge::Exit)]);
}

#[test]
fn a_branch_over_a_jump_is_inverted() {
    // cmp x25, x27; b.ge +8; b TAKEN; b CONT
    let c = code(&[0xeb1b_033f, 0x5400_004a, B, B]);
    let s = straight(&a64::MACHINE, &c, &jumps(&[(2, "TAKEN"), (3, "CONT")])).unwrap();
    assert_eq!(s.bytes(), code(&[0xeb1b_033f, 0x5400_000b]));
    assert_eq!(s.edges, [(4, HoleKind::A64Branch19, Edge::Taken)]);
}

#[test]
fn what_is_not_understood_is_refused() {
    let refused = |words: &[u32], relocs: &[Reloc], why: &str| {
        let e = straight(&a64::MACHINE, &code(words), relocs).expect_err(why);
        assert!(e.contains(why), "{e}");
    };
    refused(&[0x3600_0019, RET], &[], "not understood"); // tbz
    refused(&[0xad00_0000, RET], &[], "not understood"); // stp q0, q0
    refused(&[0xd100_43ff, RET], &[], "stack pointer"); // sub sp, sp, #16
    refused(&[MOV, 0x54ff_ffe0, RET], &[], "branch from"); // a loop
    refused(&[B], &jumps(&[(0, "memcpy")]), "memcpy");
    refused(&[0x5800_0008, RET], &[], "without relocation"); // ldr x8, literal
    // cbz x25, 2; b CONT; 2: mov; b EXIT: the exit's work lies in the stencil
    let cold = jumps(&[(1, "CONT"), (3, "EXIT")]);
    refused(&[0xb400_0059, B, MOV, B], &cold, "cold path");
}

#[test]
fn registers_of_a64_are_fields() {
    // add x25, x27, x2 -> add x24, x27, x2; the same with another immediate bit changed
    let base = 0x8b02_0379u32.to_le_bytes();
    assert_eq!(a64::register_holes(&base, &0x8b02_0378u32.to_le_bytes(), 25, 24).unwrap(), [(0, HoleKind::A64Reg, 0)]);
    assert!(a64::register_holes(&base, &0xcb02_0378u32.to_le_bytes(), 25, 24).is_err());
}

#[test]
fn registers_of_x86_are_fields_with_a_rex_bit() {
    // mov r15, [r8+r9*8+8] with r9 -> r11 and r8 -> rdi
    let base = [0x4f, 0x8b, 0x7c, 0xc8, 0x08];
    let index = x86::register_holes(&base, &[0x4f, 0x8b, 0x7c, 0xd8, 0x08], Class::Gpr, 9, 11).unwrap();
    assert_eq!(index, [(3, HoleKind::X86RegX, 3)]);
    let low = x86::register_holes(&base, &[0x4e, 0x8b, 0x7c, 0xcf, 0x08], Class::Gpr, 8, 7).unwrap();
    assert_eq!(low, [(3, HoleKind::X86RegB, 3)]);
    // The displacement, the opcode, or a REX bit that is another's.
    for other in [[0x4f, 0x8b, 0x7c, 0xd8, 0x09], [0x4f, 0x89, 0x7c, 0xd8, 0x08], [0x4e, 0x8b, 0x7c, 0xd8, 0x08]] {
        assert!(x86::register_holes(&base, &other, Class::Gpr, 9, 11).is_err(), "{other:x?}");
    }
    // No REX to hold the fourth bit: mov ecx, eax
    assert!(x86::register_holes(&[0x89, 0xc1], &[0x89, 0xc2], Class::Gpr, 1, 2).is_err());
}

#[test]
fn renaming_is_judged_by_decoding() {
    let to_rdi = |c: Class, n: u8| if c == Class::Gpr && n == 8 { 7 } else { n };
    // mov ecx, r8d -> mov ecx, edi, REX kept or not; another register; another width
    let old = [0x44, 0x89, 0xc1];
    assert!(x86::is_renamed(&old, &[0x40, 0x89, 0xf9], &to_rdi));
    assert!(!x86::is_renamed(&old, &[0x40, 0x89, 0xf1], &to_rdi));
    assert!(!x86::is_renamed(&old, &[0x48, 0x89, 0xf9], &to_rdi));
    // mov cl, r8b -> without its REX, DIL would be BH
    assert!(x86::is_renamed(&[0x44, 0x88, 0xc1], &[0x40, 0x88, 0xf9], &to_rdi));
    assert!(!x86::is_renamed(&[0x44, 0x88, 0xc1], &[0x88, 0xf9], &to_rdi));
    let to_d9 = |c: Class, n: u8| if c == Class::Fpr && n == 0 { 9 } else { n };
    // fadd d0, d2, d4
    assert!(a64::is_renamed(&code(&[0x1e64_2840]), &code(&[0x1e64_2849]), &to_d9));
    assert!(!a64::is_renamed(&code(&[0x1e64_2840]), &code(&[0x1e64_2848]), &to_d9));
}

#[test]
fn the_source_and_the_list_agree() {
    assert!(Source::parse(crate::OPS).is_ok());
    let missing = crate::OPS.replace("STENCIL(mov) {", "static void f(void) {");
    assert!(Source::parse(&missing).is_err_and(|e| e.0.contains("mov has no body")));
    let more = format!("{}\nSTENCIL(unheard_of) {{ GO(CONT); }}\n", crate::OPS);
    assert!(Source::parse(&more).is_err_and(|e| e.0.contains("unheard_of is not in the list")));
    let twice = format!("{}\nSTENCIL(mov) {{ GO(CONT); }}\n", crate::OPS);
    assert!(Source::parse(&twice).is_err_and(|e| e.0.contains("mov is there twice")));
}
