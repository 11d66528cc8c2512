//! What a run took, for `--stats`.

use std::fmt::Write;

use patchnose_core::api::{FunctionStats, Reason, Stats, Store};

use super::options;

/// The text, or nothing if none is wanted.
pub(super) fn render(form: options::Stats, store: &mut Store<'_>) -> String {
    match form {
        options::Stats::Off => String::new(),
        options::Stats::Text => text(&store.stats()),
        options::Stats::Json => {
            let stats = store.stats();
            let mut functions = Vec::new();
            store.functions(|f| functions.push(function(f)));
            json(&stats, &functions)
        }
    }
}

fn reasons(stats: &Stats) -> impl Iterator<Item = &(&'static str, u32)> {
    stats.jit.refused.iter().filter(|(reason, _)| !reason.is_empty())
}

fn text(stats: &Stats) -> String {
    let jit = &stats.jit;
    let mut refused = String::new();
    for (reason, count) in reasons(stats) {
        // Writing to a String does not fail.
        let _ = write!(refused, ", {count} refused ({reason})");
    }
    let state = stats.jit_off.map_or("on".to_string(), |why| format!("off ({why})"));
    format!(
        "fuel: {}\nheap: {} bytes at most, {} collections\njit: {state}, {} compiled{refused}, {} side exits, {} taken back, {} evictions of {} functions\n\
         code: {} bytes, {} bytes of data; compiling {} us, publishing {} us\n",
        stats.fuel_used,
        stats.heap_peak_bytes,
        stats.collections,
        jit.compiled,
        jit.side_exits,
        jit.taken_back,
        jit.evictions,
        jit.evicted,
        jit.code_bytes,
        jit.data_bytes,
        jit.compile_ns / 1000,
        jit.publish_ns / 1000,
    )
}

/// One line; the functions come last, so that the first field of a name is the whole run's.
fn json(stats: &Stats, functions: &[String]) -> String {
    let jit = &stats.jit;
    let refused: Vec<String> = reasons(stats).map(|(reason, count)| format!("\"{reason}\": {count}")).collect();
    let off = stats.jit_off.map_or("null".to_string(), |why| string(&why.to_string()));
    format!(
        "{{\"fuel_used\": {}, \"heap_peak_bytes\": {}, \"collections\": {}, \"code_bytes\": {}, \"jit_metadata_bytes\": {}, \
         \"functions_compiled\": {}, \"instructions_compiled\": {}, \"functions_refused\": {{{}}}, \"compile_ns\": {}, \
         \"publish_ns\": {}, \"side_exits\": {}, \"taken_back\": {}, \"evictions\": {}, \"functions_evicted\": {}, \"jit_off_reason\": {off}, \"functions\": [{}]}}\n",
        stats.fuel_used,
        stats.heap_peak_bytes,
        stats.collections,
        jit.code_bytes,
        jit.data_bytes,
        jit.compiled,
        jit.instructions,
        refused.join(", "),
        jit.compile_ns,
        jit.publish_ns,
        jit.side_exits,
        jit.taken_back,
        jit.evictions,
        jit.evicted,
        functions.join(", "),
    )
}

/// A function as an object of JSON. Reasons for which its code was not left do not appear.
fn function(f: &FunctionStats<'_>) -> String {
    let exits = Reason::ALL.iter().zip(f.exits).filter(|(_, count)| *count != 0);
    let exits: Vec<String> = exits.map(|(reason, count)| format!("\"{}\": {count}", reason.name())).collect();
    format!(
        "{{\"name\": {}, \"file\": {}, \"line\": {}, \"instructions\": {}, \"compilations\": {}, \"inlined\": {}, \"code_bytes\": {}, \
         \"metadata_bytes\": {}, \"compile_ns\": {}, \"exits\": {{{}}}, \"not_compiled\": {}}}",
        string(&String::from_utf8_lossy(f.name)),
        string(&String::from_utf8_lossy(f.file)),
        f.line,
        f.instructions,
        f.compilations,
        f.inlined,
        f.code_bytes,
        f.metadata_bytes,
        f.compile_ns,
        exits.join(", "),
        f.not_compiled.map_or("null".to_string(), |why| string(&why.to_string())),
    )
}

/// A string of JSON.
fn string(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a String does not fail; control characters have at most four digits.
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn strings_are_escaped() {
        assert_eq!(string("a\"b\\c\nd\u{7f}é"), r#""a\"b\\c\u000ad\u007fé""#);
    }
}
