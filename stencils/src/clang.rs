//! Runs clang and reads what it made.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use object::{Object, ObjectSection, ObjectSymbol, RelocationFlags, RelocationTarget};

use crate::machine::{Machine, Refusal, Reloc, Result, refuse};

const CLANG: &str = "clang-19";

/// Flags for both architectures: small code, no frame, no library, floats as written.
const FLAGS: &[&str] = &[
    "-std=c17",
    "-Os",
    "-ffreestanding",
    "-nostdlibinc",
    "-fno-pic",
    "-mcmodel=small",
    "-ffunction-sections",
    "-fomit-frame-pointer",
    "-fno-asynchronous-unwind-tables",
    "-fno-stack-protector",
    "-fno-jump-tables",
    "-fno-ident",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-fno-strict-aliasing",
    "-w",
    "-c",
];

/// A compiled function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its code.
    pub code: Vec<u8>,
    /// Its relocations.
    pub relocs: Vec<Reloc>,
}

/// The compiler and a place for its files, removed at the end.
pub struct Clang {
    dir: PathBuf,
    /// First line of its version.
    pub version: String,
}

impl Clang {
    /// Finds clang.
    pub fn new(layout: &str) -> Result<Self> {
        let out = Command::new(CLANG).arg("--version").output().map_err(|e| Refusal(format!("{CLANG}: {e}")))?;
        let text = String::from_utf8_lossy(&out.stdout);
        // The version number alone: distributions differ in what they write around it.
        let Some(version) = text.split_whitespace().skip_while(|w| *w != "version").nth(1) else {
            refuse!("{CLANG} has no version: {text}");
        };
        let dir = std::env::temp_dir().join(format!("patchnose-stencils-{}", std::process::id()));
        let io = |e: std::io::Error| Refusal(format!("{}: {e}", dir.display()));
        std::fs::create_dir_all(&dir).map_err(io)?;
        std::fs::write(dir.join("layout.h"), layout).map_err(io)?;
        Ok(Clang { version: format!("clang {version}"), dir })
    }

    /// The flags, for the digest of the input.
    pub fn flags(machine: &Machine) -> String {
        [FLAGS, machine.flags].concat().join(" ")
    }

    /// Compiles one translation unit and returns its functions by name.
    pub fn compile(&self, machine: &Machine, source: &str) -> Result<HashMap<String, Function>> {
        let (c, o) = (self.dir.join("unit.c"), self.dir.join("unit.o"));
        let io = |e: std::io::Error| Refusal(format!("{}: {e}", self.dir.display()));
        std::fs::write(&c, source).map_err(io)?;
        let run = Command::new(CLANG)
            .arg(format!("--target={}", machine.triple))
            .args(FLAGS)
            .args(machine.flags)
            .arg("-I")
            .arg(&self.dir)
            .arg(&c)
            .arg("-o")
            .arg(&o)
            .output()
            .map_err(io)?;
        if !run.status.success() {
            let text = String::from_utf8_lossy(&run.stderr);
            refuse!("clang refuses:\n{}", text.lines().take(40).collect::<Vec<_>>().join("\n"));
        }
        read(&o)
    }
}

impl Drop for Clang {
    fn drop(&mut self) {
        // Nothing depends on it: the folder is a temporary one.
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

/// Reads the functions of an ELF object file in which each has its own section.
fn read(path: &Path) -> Result<HashMap<String, Function>> {
    let bad = |e: &dyn std::fmt::Display| Refusal(format!("{}: {e}", path.display()));
    let data = std::fs::read(path).map_err(|e| bad(&e))?;
    let file = object::File::parse(data.as_slice()).map_err(|e| bad(&e))?;
    let mut out = HashMap::new();
    for section in file.sections() {
        let name = section.name().map_err(|e| bad(&e))?;
        if matches!(
            section.kind(),
            object::SectionKind::Data | object::SectionKind::ReadOnlyData | object::SectionKind::ReadOnlyString
        ) && section.size() != 0
        {
            refuse!("clang made a data section {name}: a stencil has no data");
        }
        let Some(name) = name.strip_prefix(".text.") else { continue };
        let mut relocs = Vec::new();
        for (at, r) in section.relocations() {
            let RelocationFlags::Elf { r_type } = r.flags() else { refuse!("{name}: not an ELF relocation") };
            let RelocationTarget::Symbol(symbol) = r.target() else { refuse!("{name}: relocation without symbol") };
            let symbol = file.symbol_by_index(symbol).and_then(|s| s.name().map(str::to_owned)).map_err(|e| bad(&e))?;
            relocs.push(Reloc { at: at as usize, kind: r_type.0, symbol, addend: r.addend() });
        }
        let code = section.data().map_err(|e| bad(&e))?.to_vec();
        out.insert(name.to_owned(), Function { code, relocs });
    }
    Ok(out)
}
