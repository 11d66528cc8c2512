//! What a run took, for `--stats`.

use std::fmt::Write;

use patchnose_core::api::Stats;

use super::options;

/// The text, or nothing if none is wanted.
pub(super) fn render(form: options::Stats, stats: &Stats) -> String {
    match form {
        options::Stats::Off => String::new(),
        options::Stats::Text => text(stats),
        options::Stats::Json => json(stats),
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
        "fuel: {}\nheap: {} bytes at most, {} collections\njit: {state}, {} compiled{refused}, {} side exits, {} evictions\n\
         code: {} bytes, {} bytes of data; compiling {} us, publishing {} us\n",
        stats.fuel_used,
        stats.heap_peak_bytes,
        stats.collections,
        jit.compiled,
        jit.side_exits,
        jit.evictions,
        jit.code_bytes,
        jit.data_bytes,
        jit.compile_ns / 1000,
        jit.publish_ns / 1000,
    )
}

/// One line. Nothing in it needs escaping: reasons are words of the engine's own.
fn json(stats: &Stats) -> String {
    let jit = &stats.jit;
    let refused: Vec<String> = reasons(stats).map(|(reason, count)| format!("\"{reason}\": {count}")).collect();
    let off = stats.jit_off.map_or("null".to_string(), |why| format!("\"{why}\""));
    format!(
        "{{\"fuel_used\": {}, \"heap_peak_bytes\": {}, \"collections\": {}, \"code_bytes\": {}, \"jit_metadata_bytes\": {}, \
         \"functions_compiled\": {}, \"functions_refused\": {{{}}}, \"compile_ns\": {}, \"publish_ns\": {}, \
         \"side_exits\": {}, \"evictions\": {}, \"jit_off_reason\": {off}}}\n",
        stats.fuel_used,
        stats.heap_peak_bytes,
        stats.collections,
        jit.code_bytes,
        jit.data_bytes,
        jit.compiled,
        refused.join(", "),
        jit.compile_ns,
        jit.publish_ns,
        jit.side_exits,
        jit.evictions,
    )
}
