//! Modules that a program imports: files beside the script, then in the folders of `PATCHNOSE_PATH`.

use std::env;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use patchnose_core::bytecode::Image;
use patchnose_core::host::ModuleError;
use patchnose_python::image::{EncodeError, ImageBuf, encode};
use patchnose_python::{SyntaxError, compile};

/// Why a file is no program.
#[derive(Debug)]
pub enum LoadError {
    /// It cannot be read.
    Io(io::Error),
    /// It is source with a mistake.
    Syntax(SyntaxError),
    /// It is source of a program that is too large.
    Encode(EncodeError),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Io(e) => e.fmt(f),
            LoadError::Syntax(e) => e.fmt(f),
            LoadError::Encode(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for LoadError {}

/// A file's name as programs see it.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Reads a program: the image that the file is, or the image of the source that it is. An image is not verified here.
///
/// # Errors
/// [`LoadError`].
pub fn load(path: &Path, module: &str) -> Result<ImageBuf, LoadError> {
    let bytes = fs::read(path).map_err(LoadError::Io)?;
    if Image::is_image(&bytes) || path.extension().is_some_and(|e| e == "pni") {
        return Ok(ImageBuf::new(&bytes));
    }
    compile_source(&bytes, &shown(path), module, true)
}

/// Compiles source to an image.
///
/// # Errors
/// [`LoadError::Syntax`], [`LoadError::Encode`].
pub fn compile_source(source: &[u8], file: &str, module: &str, positions: bool) -> Result<ImageBuf, LoadError> {
    let module = compile(source, file, module, &Default::default()).map_err(LoadError::Syntax)?;
    encode(&module, patchnose_python::image::Options { positions }).map_err(LoadError::Encode)
}

/// Where modules are looked for.
#[derive(Debug)]
pub struct Modules {
    folders: Vec<PathBuf>,
    /// The image found last, which the core copies.
    image: Option<ImageBuf>,
    /// The text of the error found last.
    error: String,
    /// The mistake found last.
    mistake: Option<SyntaxError>,
}

impl Modules {
    /// The folder of this script, then `PATCHNOSE_PATH`.
    pub fn beside(script: &Path) -> Modules {
        let mut folders = vec![script.parent().unwrap_or(Path::new("")).to_path_buf()];
        if let Some(list) = env::var_os("PATCHNOSE_PATH") {
            folders.extend(env::split_paths(&list).filter(|p| !p.as_os_str().is_empty()));
        }
        Modules { folders, image: None, error: String::new(), mistake: None }
    }

    /// The image of a module.
    ///
    /// # Errors
    /// Why the file that is there is no module.
    pub fn find(&mut self, name: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        // A module's name is one word: never a path to somewhere else.
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Ok(None);
        }
        for path in self.folders.iter().flat_map(|f| ["py", "pni"].map(|e| f.join(name).with_extension(e))) {
            match load(&path, name) {
                Ok(image) => return Ok(Some(self.image.insert(image).bytes())),
                Err(LoadError::Io(e)) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                }
                Err(LoadError::Io(e)) => {
                    self.error = format!("cannot read '{}': {e}", shown(&path));
                    return Err(ModuleError::Other(&self.error));
                }
                Err(LoadError::Encode(e)) => {
                    self.error = format!("cannot compile '{}': {e}", shown(&path));
                    return Err(ModuleError::Other(&self.error));
                }
                Err(LoadError::Syntax(e)) => {
                    return Err(ModuleError::Syntax(self.mistake.insert(e).fault()));
                }
            }
        }
        Ok(None)
    }
}
