//! Builds a table in memory, and writes it as Rust source.

use std::fmt::Write;
use std::mem::offset_of;

use patchnose_core::context::Context;
use patchnose_core::heap::{Header, Kind, UNIT};
use patchnose_core::jit::stencil::{
    Class, Entry, First, Form, Hole, INT_SHIFT, ImmRange, MAX_IMMS, PADDING, Place, SIDE_EXIT, StencilId, StencilTable,
    clear_registers, fields,
};
use patchnose_core::object::dict::{ENTRY_SIZE, FIRST_KEY};
use patchnose_core::object::iter::{ITER_CALLS, VIEW_BITS};
use patchnose_core::object::text::ARRAY_TEXT;
use patchnose_core::object::{Dict, IterKind, Iterator, List, STR_ASCII, STR_INTERNED, STR_SHARED, Str};
use patchnose_core::value::{INT_BITS, INT_MAX, INT_TAG, REF_TAG, Value};

use crate::clang::Clang;
use crate::extract::StencilOut;
use crate::machine::Machine;

/// What the C source knows of Rust's structures and values: name in C, expression in Rust, value.
macro_rules! layout {
    ($($name:ident = $value:expr;)*) => { [$((stringify!($name), stringify!($value), ($value) as u64),)*] };
}

/// The only place from which layouts reach the C source, and the asserts in the table crates.
fn layout() -> impl IntoIterator<Item = (&'static str, &'static str, u64)> {
    layout! {
        CONTEXT_fp = offset_of!(Context, fp);
        CONTEXT_fuel = offset_of!(Context, fuel);
        CONTEXT_pc = offset_of!(Context, pc);
        CONTEXT_value = offset_of!(Context, value);
        CONTEXT_depth_margin = offset_of!(Context, depth_margin);
        CONTEXT_stack_margin = offset_of!(Context, stack_margin);
        CONTEXT_helpers = offset_of!(Context, helpers);
        CONTEXT_save_and_leave = offset_of!(Context, save_and_leave);
        CONTEXT_left_from = offset_of!(Context, left_from);
        CONTEXT_saved_gprs = offset_of!(Context, saved_gprs);
        CONTEXT_saved_fprs = offset_of!(Context, saved_fprs);
        CONTEXT_fuel_held = offset_of!(Context, fuel_held);
        STATUS_side_exit = SIDE_EXIT;
        HEADER_kind = offset_of!(Header, kind);
        HEADER_flags = offset_of!(Header, flags);
        HEADER_aux = offset_of!(Header, aux);
        HEADER_len = offset_of!(Header, len);
        HEADER_size = size_of::<Header>();
        KIND_big_int = Kind::BigInt as u8;
        DICT_entries = offset_of!(Dict, entries);
        DICT_used = offset_of!(Dict, used);
        DICT_entry_size = ENTRY_SIZE;
        DICT_first_key = FIRST_KEY;
        DICT_view_bits = VIEW_BITS;
        LIST_items = offset_of!(List, items);
        ITERATOR_source = offset_of!(Iterator, source);
        ITERATOR_a = offset_of!(Iterator, a);
        ITERATOR_b = offset_of!(Iterator, b);
        ITER_calls = ITER_CALLS;
        ITER_sequence = IterKind::Sequence as u64;
        ITER_enumerate = IterKind::Enumerate as u64;
        ITER_zip = IterKind::Zip as u64;
        KIND_list = Kind::List as u64;
        KIND_tuple = Kind::Tuple as u64;
        KIND_iterator = Kind::Iterator as u64;
        STR_size = size_of::<Str>();
        STR_ascii = STR_ASCII;
        STR_interned = STR_INTERNED;
        STR_shared = STR_SHARED;
        STR_array_text = ARRAY_TEXT;
        UNIT_size = UNIT;
        VALUE_int_tag = INT_TAG;
        VALUE_ref_tag = REF_TAG;
        VALUE_int_shift = INT_SHIFT;
        VALUE_int_bits = INT_BITS;
        VALUE_false = Value::FALSE.bits();
        VALUE_true = Value::TRUE.bits();
        VALUE_int_max = INT_MAX;
        VALUE_unassigned = Value::UNASSIGNED.bits();
    }
}

/// The C header with the layouts.
pub fn layout_header() -> String {
    let mut out = String::from("/* From the Rust sources. */\n");
    for (name, _, value) in layout() {
        // Without a suffix: the assembler reads some of them.
        writeln!(out, "#define {name} 0x{value:x}").expect("writing to a string");
    }
    out
}

/// A digest of everything that a table is made from, the generator's own code excepted (FNV-1a, 64 bits).
pub fn digest(machine: &Machine, ops: &str, layout: &str) -> String {
    let mut input = [ops, layout, &Clang::flags(machine)].join("\0");
    for id in StencilId::ALL {
        write!(input, "\0{:?}", id.signature()).expect("writing to a string");
    }
    let hash = input.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

/// The class of the operand in a hole for a register.
fn class(stencil: &StencilOut, hole: &Hole) -> Class {
    stencil.id.signature().operands[usize::from(hole.which)].class()
}

/// The table, in memory for the program's life.
pub fn table(machine: &Machine, stencils: &[StencilOut]) -> StencilTable {
    let (mut entries, mut forms, mut ranges) = (vec![], vec![], Vec::<ImmRange>::new());
    let (mut places, mut holes, mut edges, mut code) = (vec![], vec![], vec![], vec![]);
    for s in stencils {
        let (first, mut of_imms) = (forms.len(), [0; MAX_IMMS]);
        for (k, r) in s.ranges.iter().enumerate() {
            let at = ranges.iter().position(|x| x == r).unwrap_or(ranges.len());
            if at == ranges.len() {
                ranges.push(*r);
            }
            of_imms[k] = at as u8;
        }
        for f in &s.forms {
            let place = (places.len() as u16, f.regs.len() as u8);
            let hole = (holes.len() as u16, f.imms.len() as u8);
            let edge = (edges.len() as u16, f.edges.len() as u8);
            places.extend(f.regs.iter().map(|h| Place::new(*h, class(s, h))));
            holes.extend_from_slice(&f.imms);
            edges.extend_from_slice(&f.edges);
            forms.push(Form {
                code: code.len() as u16,
                len: f.bytes.len() as u8,
                same: f.same,
                early_clobber: f.early_clobber,
                first: First::new((&places, place), (&holes, hole), (&edges, edge)),
                place: place.0,
                places: place.1,
                hole: hole.0,
                holes: hole.1,
                edge: edge.0,
                edges: edge.1,
            });
            code.extend_from_slice(&f.bytes);
        }
        let pools = [machine.gprs.len(), machine.fprs.len()];
        entries.push(Entry::new(s.id, first as u16, s.forms.len() as u8, of_imms, &forms, pools));
    }
    code.extend([0; PADDING]);
    clear_registers(machine.arch, &mut code, &forms, &places);
    StencilTable {
        arch: machine.arch,
        gprs: machine.gprs,
        fprs: machine.fprs,
        fields: fields(machine.arch, machine.gprs, machine.fprs),
        call_saved: machine.call_saved,
        fprs_saved_from: machine.fprs_saved_from,
        entries: entries.leak(),
        forms: forms.leak(),
        places: places.leak(),
        holes: holes.leak(),
        edges: edges.leak(),
        ranges: ranges.leak(),
        code: code.leak(),
    }
}

/// The table as Rust source.
pub fn render(machine: &Machine, stencils: &[StencilOut], t: &StencilTable, clang: &str, digest: &str) -> String {
    let mut o = String::new();
    let mut line = |s: String| {
        o.push_str(&s);
        o.push('\n');
    };
    line("// Generated by `cargo stencils`. Do not edit: change stencils/src/ops.c and run `cargo stencils`.".into());
    line(format!("// {}, {clang}, digest of the input {digest}.", machine.triple));
    line(String::new());
    line("use core::mem::offset_of;".into());
    line(String::new());
    line("use patchnose_core::context::Context;".into());
    line("use patchnose_core::heap::{Header, Kind, UNIT};".into());
    line("use patchnose_core::jit::stencil::{INT_SHIFT, SIDE_EXIT};".into());
    line("use patchnose_core::jit::stencil::{Arch, Class, Edge, EdgeHole, Entry, First, Form, Hole, HoleKind as K, ImmRange, OperandSet, PADDING, Place, StencilId as S, StencilTable, clear_registers, fields};".into());
    line("use patchnose_core::object::text::ARRAY_TEXT;".into());
    line("use patchnose_core::object::dict::{ENTRY_SIZE, FIRST_KEY};".into());
    line("use patchnose_core::object::iter::{ITER_CALLS, VIEW_BITS};".into());
    line(
        "use patchnose_core::object::{Dict, IterKind, Iterator, List, STR_ASCII, STR_INTERNED, STR_SHARED, Str};"
            .into(),
    );
    line("use patchnose_core::value::{INT_BITS, INT_MAX, INT_TAG, REF_TAG, Value};".into());
    line(String::new());
    line("// What the code takes for granted.".into());
    line("const _: () = {".into());
    for (_, rust, value) in layout() {
        line(format!("    assert!({rust} == 0x{value:x});"));
    }
    line("};".into());
    line(String::new());
    line("/// The table.".into());
    line("pub const TABLE: &StencilTable = &StencilTable {".into());
    line(format!("    arch: Arch::{:?},", t.arch));
    line("    gprs: &GPRS,".into());
    line("    fprs: &FPRS,".into());
    line(format!("    fields: fields(Arch::{:?}, &GPRS, &FPRS),", t.arch));
    line(format!("    call_saved: {},", t.call_saved));
    line(format!("    fprs_saved_from: {},", t.fprs_saved_from));
    for name in ["entries", "forms", "places", "holes", "edges", "ranges", "code"] {
        line(format!("    {name}: &{},", name.to_uppercase()));
    }
    line("};".into());
    line(String::new());
    line(format!("const GPRS: [u8; {}] = {:?};", t.gprs.len(), t.gprs));
    line(format!("const FPRS: [u8; {}] = {:?};", t.fprs.len(), t.fprs));
    line(String::new());
    line("/// A stencil's entry: a stencil that is not here does not compile.".into());
    line("const fn entry(id: S) -> Entry {".into());
    line("    let (form, forms, ranges) = match id {".into());
    for (s, e) in stencils.iter().zip(t.entries) {
        line(format!("        S::{} => ({}, {}, {:?}),", s.id.variant(), e.form, e.forms, e.ranges));
    }
    line("    };".into());
    line("    Entry::new(id, form, forms, ranges, &FORMS, [GPRS.len(), FPRS.len()])".into());
    line("}".into());
    line(String::new());
    line("const ENTRIES: [Entry; S::ALL.len()] = {".into());
    line("    let mut all = [entry(S::ALL[0]); S::ALL.len()];".into());
    line("    let mut n = 1;".into());
    line("    while n < all.len() {".into());
    line("        all[n] = entry(S::ALL[n]);".into());
    line("        n += 1;".into());
    line("    }".into());
    line("    all".into());
    line("};".into());
    line(String::new());
    line("const fn form(code: (u16, u8), sharing: [u8; 2], places: (u16, u8), holes: (u16, u8), edges: (u16, u8)) -> Form {".into());
    line("    let first = First::new((&PLACES, places), (&HOLES, holes), (&EDGES, edges));".into());
    line("    let ((code, len), [same, early_clobber], (place, places)) = (code, sharing, places);".into());
    line("    let ((hole, holes), (edge, edges)) = (holes, edges);".into());
    line("    let (same, early_clobber) = (OperandSet(same), OperandSet(early_clobber));".into());
    line("    Form { code, len, same, early_clobber, first, place, places, hole, holes, edge, edges }".into());
    line("}".into());
    line(String::new());
    line(format!("const FORMS: [Form; {}] = [", t.forms.len()));
    let mut all = t.forms.iter();
    for s in stencils {
        for f in all.by_ref().take(s.forms.len()) {
            line(format!(
                "    form({:?}, {:?}, {:?}, {:?}, {:?}), // {}",
                (f.code, f.len),
                [f.same.0, f.early_clobber.0],
                (f.place, f.places),
                (f.hole, f.holes),
                (f.edge, f.edges),
                s.id.signature().name
            ));
        }
    }
    line("];".into());
    line(String::new());
    line("const fn place(at: u8, which: u8, class: Class, kind: K, arg: u8) -> Place {".into());
    line("    Place::new(Hole { at, which, kind, arg }, class)".into());
    line("}".into());
    line(String::new());
    line(format!("const PLACES: [Place; {}] = [", t.places.len()));
    for s in stencils {
        line(format!("    // {}", s.id.signature().name));
        for h in s.forms.iter().flat_map(|f| &f.regs) {
            line(format!("    place({}, {}, Class::{:?}, K::{:?}, {}),", h.at, h.which, class(s, h), h.kind, h.arg));
        }
    }
    line("];".into());
    line(String::new());
    line("const fn hole(at: u8, which: u8, kind: K, arg: u8) -> Hole {".into());
    line("    Hole { at, which, kind, arg }".into());
    line("}".into());
    line(String::new());
    line(format!("const HOLES: [Hole; {}] = [", t.holes.len()));
    for s in stencils {
        line(format!("    // {}", s.id.signature().name));
        for h in s.forms.iter().flat_map(|f| &f.imms) {
            line(format!("    hole({}, {}, K::{:?}, {}),", h.at, h.which, h.kind, h.arg));
        }
    }
    line("];".into());
    line(String::new());
    line("const fn edge(at: u8, kind: K, edge: Edge) -> EdgeHole {".into());
    line("    EdgeHole { at, kind, edge }".into());
    line("}".into());
    line(String::new());
    line(format!("const EDGES: [EdgeHole; {}] = [", t.edges.len()));
    for s in stencils {
        line(format!("    // {}", s.id.signature().name));
        for e in s.forms.iter().flat_map(|f| &f.edges) {
            line(format!("    edge({}, K::{:?}, Edge::{:?}),", e.at, e.kind, e.edge));
        }
    }
    line("];".into());
    line(String::new());
    line(format!("const RANGES: [ImmRange; {}] = [", t.ranges.len()));
    for r in t.ranges {
        line(format!("    ImmRange::new({}, {}, {}),", r.min, r.max, r.align));
    }
    line("];".into());
    line(String::new());
    line("const CODE: [u8; BYTES.len() + PADDING] = {".into());
    line("    let mut code = [0; BYTES.len() + PADDING];".into());
    line("    code.split_at_mut(BYTES.len()).0.copy_from_slice(&BYTES);".into());
    line(format!("    clear_registers(Arch::{:?}, &mut code, &FORMS, &PLACES);", t.arch));
    line("    code".into());
    line("};".into());
    line(String::new());
    line(format!("const BYTES: [u8; {}] = [", t.code.len() - PADDING));
    for s in stencils {
        for f in &s.forms {
            let operands = s.id.signature().operands;
            let shared: String =
                (0..operands.len()).filter(|k| f.same.0 >> k & 1 != 0).map(|k| operands[k].letter()).collect();
            let note = if shared.is_empty() { String::new() } else { format!(", D in {shared}'s register") };
            line(format!("    // {}{note}", s.id.signature().name));
            for (at, len, text) in &f.text {
                let bytes: String = f.bytes[*at..at + len].iter().map(|b| format!("0x{b:02x}, ")).collect();
                line(format!("    {bytes}// {text}"));
            }
        }
    }
    line("];".into());
    o
}
