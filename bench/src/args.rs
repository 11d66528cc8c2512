//! The command line.

use std::path::PathBuf;

/// What `--help` says.
pub const USAGE: &str = "\
usage: cargo bench-run [wall] [count] [a64] [OPTIONS]

    wall     times of all engines, alternating: first call, best, median, whole process; peak memory
    count    instructions of whole processes on this machine's architecture, by callgrind
    a64      instructions of whole processes on A64, under qemu-user
             (all three if none is named)

    startup  alone: times to begin, bytes of idle stores and of compiled code
    examples alone: the examples as whole processes, beside python3
    compiling alone: what compiling costs
    metering alone: what the metering of fuel costs, beside a build without it (wants clang 19, valgrind)

    --runs N                    rounds of alternating processes (3)
    --calls N                   calls of a program within a process (5)
    --seconds S                 no further call begins in a process after so long (1.5)
    --only PROGRAM,...          no other programs than these
    --engines NAME,...          no other engines than those whose names begin so; patchnose is always there
    --engine NAME=COMMAND       one more Python engine
    --program NAME=FILE:CALL    one more program: a Python file and an expression that calls what is in it
    --peers FOLDER              A64 peers, as `tools/a64-peers FOLDER` unpacks them
    --markdown FILE             writes the tables there instead of to standard output
    --svg FILE                  draws the best times
    --json FILE                 keeps all data
";

/// The command line, understood.
#[derive(Debug, PartialEq)]
pub struct Args {
    /// Measure times?
    pub wall: bool,
    /// Count this machine's instructions?
    pub count: bool,
    /// Count A64 instructions?
    pub a64: bool,
    /// Rounds of alternating processes.
    pub runs: usize,
    /// Calls within a process.
    pub calls: usize,
    /// Seconds after which a process makes no further call.
    pub seconds: f64,
    /// Names of the programs wanted; all if empty.
    pub only: Vec<String>,
    /// Beginnings of the names of the engines wanted; all if empty.
    pub engines: Vec<String>,
    /// More engines: name and command.
    pub extra_engines: Vec<(String, Vec<String>)>,
    /// More programs, as given.
    pub extra_programs: Vec<String>,
    /// The folder with A64 peers.
    pub peers: Option<PathBuf>,
    /// Where the tables go.
    pub markdown: Option<PathBuf>,
    /// Where the picture goes.
    pub svg: Option<PathBuf>,
    /// Where the data goes.
    pub json: Option<PathBuf>,
}

impl Args {
    /// Reads a command line. An `Err` is what to tell the user.
    pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Args, String> {
        let mut args = Args {
            wall: false,
            count: false,
            a64: false,
            runs: 3,
            calls: 5,
            seconds: 1.5,
            only: Vec::new(),
            engines: Vec::new(),
            extra_engines: Vec::new(),
            extra_programs: Vec::new(),
            peers: None,
            markdown: None,
            svg: None,
            json: None,
        };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (flag, joined) = match word.split_once('=') {
                Some((flag, value)) if flag.starts_with("--") => (flag.to_string(), Some(value.to_string())),
                _ => (word, None),
            };
            let mut value = || joined.clone().or_else(|| words.next()).ok_or_else(|| format!("{flag} wants a value"));
            match flag.as_str() {
                "wall" => args.wall = true,
                "count" => args.count = true,
                "a64" => args.a64 = true,
                "--runs" => args.runs = at_least_one(&flag, &value()?)?,
                "--calls" => args.calls = at_least_one(&flag, &value()?)?,
                "--seconds" => args.seconds = number(&flag, &value()?)?,
                "--only" => args.only.extend(list(&value()?)),
                "--engines" => args.engines.extend(list(&value()?)),
                "--engine" => args.extra_engines.push(engine(&value()?)?),
                "--program" => args.extra_programs.push(value()?),
                "--peers" => args.peers = Some(value()?.into()),
                "--markdown" => args.markdown = Some(value()?.into()),
                "--svg" => args.svg = Some(value()?.into()),
                "--json" => args.json = Some(value()?.into()),
                "--help" => return Err(USAGE.to_string()),
                _ => return Err(format!("`{flag}` is not understood\n\n{USAGE}")),
            }
        }
        if !(args.wall || args.count || args.a64) {
            (args.wall, args.count, args.a64) = (true, true, true);
        }
        Ok(args)
    }
}

fn list(text: &str) -> impl Iterator<Item = String> {
    text.split(',').filter(|name| !name.is_empty()).map(str::to_string)
}

fn number<T: std::str::FromStr>(flag: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{flag}: `{text}` is no number"))
}

fn at_least_one(flag: &str, text: &str) -> Result<usize, String> {
    Ok(number::<usize>(flag, text)?.max(1))
}

/// `NAME=COMMAND`, the command with blanks between its words.
fn engine(text: &str) -> Result<(String, Vec<String>), String> {
    let (name, command) = text.split_once('=').ok_or_else(|| format!("`{text}` is not NAME=COMMAND"))?;
    let command: Vec<String> = command.split_whitespace().map(str::to_string).collect();
    if name.is_empty() || command.is_empty() {
        return Err(format!("`{text}` is not NAME=COMMAND"));
    }
    Ok((name.to_string(), command))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args, String> {
        Args::parse(line.split(' ').filter(|w| !w.is_empty()).map(str::to_string))
    }

    #[test]
    fn without_a_section_all_are_measured() {
        let args = parse("--runs 7").unwrap();
        assert_eq!((args.wall, args.count, args.a64, args.runs), (true, true, true, 7));
        let args = parse("count --runs=0").unwrap();
        assert_eq!((args.wall, args.count, args.a64, args.runs), (false, true, false, 1));
    }

    #[test]
    fn lists_and_pairs() {
        let args = parse("--only fib,nbody --only sort --engine=X=python -O --svg a.svg");
        assert!(args.unwrap_err().starts_with("`-O` is not understood"), "the command is one word of the command line");
        let words = ["--only=fib,nbody", "--only", "sort", "--engine", "X=python -O"].map(str::to_string);
        let args = Args::parse(words).unwrap();
        assert_eq!(args.only, ["fib", "nbody", "sort"]);
        assert_eq!(args.extra_engines, [("X".to_string(), vec!["python".to_string(), "-O".to_string()])]);
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        assert_eq!(parse("--runs many").unwrap_err(), "--runs: `many` is no number");
        assert_eq!(parse("--json").unwrap_err(), "--json wants a value");
        assert_eq!(parse("--engine python").unwrap_err(), "`python` is not NAME=COMMAND");
        assert!(parse("sprint").unwrap_err().starts_with("`sprint` is not understood\n\nusage: "));
        assert_eq!(parse("--help").unwrap_err(), USAGE);
    }
}
