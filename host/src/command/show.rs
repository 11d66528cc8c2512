//! `inspect` and `disasm`.

use std::path::Path;

use patchnose_core::bytecode::Image;
use patchnose_python::disasm;

use super::options::{Options, Views};
use super::{Failure, listing, names, print, status};
use crate::modules;

/// Prints what is in an image.
pub(super) fn inspect(file: &Path) -> Result<u8, Failure> {
    let bytes = modules::load(file, "__main__").map_err(|e| Failure::of_file(file, &e))?;
    let image = Image::load(bytes.bytes()).map_err(|e| Failure::of_image(file, e))?;
    print(&disasm::inspect(&image))
}

/// Prints code.
pub(super) fn disasm(file: &Path, function: Option<&str>, views: Views, options: &Options) -> Result<u8, Failure> {
    let bytes = modules::load(file, "__main__").map_err(|e| Failure::of_file(file, &e))?;
    let image = Image::load(bytes.bytes()).map_err(|e| Failure::of_image(file, e))?;
    let mut text = String::new();
    if views.bytecode {
        let codes = image.codes().filter(|code| function.is_none_or(|wanted| names::means(wanted, *code)));
        text = codes.map(disasm::disassemble_code).collect::<Vec<_>>().join("\n");
        if text.is_empty() {
            return Err(Failure::new(status::USAGE, names::unknown(function.unwrap_or(""), &image)));
        }
    }
    if views.stencils || views.asm {
        if views.bytecode {
            text.push('\n');
        }
        text.push_str(&listing::listing(file, &image, function, views, options)?);
    }
    print(&text)
}
