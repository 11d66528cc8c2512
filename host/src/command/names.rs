//! Functions by the names that users give them.

use patchnose_core::bytecode::{CodeView, Image};

/// A function's qualified name.
pub(super) fn qualified(code: CodeView<'_>) -> String {
    String::from_utf8_lossy(code.qualname()).into_owned()
}

/// Whether a user who writes `wanted` means this function: by its qualified name, with or without `<locals>`, by the last part of
/// it, or by its module and one of these.
pub(super) fn means(wanted: &str, code: CodeView<'_>) -> bool {
    let is = |wanted: &str| {
        let name = qualified(code);
        name == wanted || name.replace(".<locals>", "") == wanted || name.rsplit('.').next() == Some(wanted)
    };
    let module = String::from_utf8_lossy(code.image().name());
    is(wanted) || wanted.strip_prefix(&*module).and_then(|rest| rest.strip_prefix('.')).is_some_and(is)
}

/// What to tell who asks for a function that is not there.
pub(super) fn unknown(wanted: &str, image: &Image<'_>) -> String {
    let names: Vec<String> = image.codes().map(|code| qualified(code).replace(".<locals>", "")).collect();
    format!("there is no function '{wanted}'; there are: {}", names.join(", "))
}
