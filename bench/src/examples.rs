//! The examples as a user runs them: whole processes of the command, with and without the JIT, and of `python3`, alternating; and what
//! compiling came to.

use std::path::Path;
use std::process::Command;

use crate::{engines, process, statistics};

/// The examples.
const EXAMPLES: [&str; 4] = ["fib", "nbody", "fannkuch", "template"];
/// Rounds of alternating runs.
const ROUNDS: usize = 7;
/// Finite limits that no example reaches.
const LIMITS: [&str; 3] = ["--fuel=4000000000000", "--heap=256M", "--depth=1000"];

/// The number behind a name in the statistics, which are one line of JSON.
fn statistic(stats: &str, name: &str) -> f64 {
    let rest = stats.split_once(&format!("\"{name}\": ")).map_or("", |(_, rest)| rest);
    rest.split([',', '}']).next().and_then(|n| n.parse().ok()).unwrap_or(f64::NAN)
}

/// Measures, and prints a table.
///
/// # Errors
/// What could not be run, or printed something else than `python3`.
pub fn measure(root: &Path) -> Result<(), String> {
    let own = engines::own(root)?;
    let folder = std::env::temp_dir();
    println!(
        "Best user and system time of {ROUNDS} alternating runs of whole processes, ms; in brackets times patchnose's.\n"
    );
    println!("| example | patchnose | `--jit=off` | `python3` | functions compiled | code and metadata |");
    println!("|---|---|---|---|---|---|");
    for name in EXAMPLES {
        let file = root.join(format!("examples/{name}.py"));
        let mut times = [const { Vec::new() }; 3];
        let mut stats = String::new();
        for _ in 0..ROUNDS {
            let mut output: Option<String> = None;
            for (engine, times) in times.iter_mut().enumerate() {
                let mut command = Command::new(if engine == 2 { Path::new("python3") } else { own.as_path() });
                if engine < 2 {
                    command.args(LIMITS).args(["--stats=json", if engine == 1 { "--jit=off" } else { "--jit=on" }]);
                }
                let done = process::run(command.arg(&file), &folder)?;
                if output.get_or_insert_with(|| done.stdout.clone()) != &done.stdout {
                    return Err(format!("{name}: the output differs"));
                }
                if engine == 0 {
                    stats = done.stderr;
                }
                times.push(done.processor_seconds * 1e3);
            }
        }
        let [on, off, python] = times.map(|times| statistics::best(&times).unwrap_or(f64::NAN));
        let bytes = statistic(&stats, "code_bytes") + statistic(&stats, "jit_metadata_bytes");
        println!(
            "| `{name}` | {on:.1} | {off:.0} ({:.1}) | {python:.0} ({:.1}) | {} | {:.1} KB |",
            off / on,
            python / on,
            statistic(&stats, "functions_compiled"),
            bytes / 1e3,
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::statistic;

    #[test]
    fn statistics_are_found_by_name() {
        assert_eq!(statistic(r#"{"code_bytes": 12, "x": {"y": 1}, "last": 3}"#, "code_bytes"), 12.0);
        assert_eq!(statistic(r#"{"code_bytes": 12, "last": 3}"#, "last"), 3.0);
        assert!(statistic("{}", "last").is_nan());
    }
}
