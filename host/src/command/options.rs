//! The command line: from arguments to a [`Command`].

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use lexopt::prelude::*;
use patchnose_core::api::{Limits, UNLIMITED};

/// What is to be done.
#[derive(Debug)]
pub enum Command {
    /// Run a program.
    Run {
        /// Source or image.
        file: PathBuf,
        /// What the program finds in `sys.argv` behind its own name.
        args: Vec<String>,
        /// How.
        options: Options,
    },
    /// Make an image.
    Compile {
        /// The source.
        file: PathBuf,
        /// The image.
        out: PathBuf,
        /// Whether lines and columns go in.
        positions: bool,
    },
    /// Describe an image.
    Inspect {
        /// The image, or source of one.
        file: PathBuf,
    },
    /// Show code.
    Disasm {
        /// Source or image.
        file: PathBuf,
        /// The only function to show.
        function: Option<String>,
        /// What to show of it.
        views: Views,
        /// How the program runs for what is known only then.
        options: Options,
    },
    /// Print the usage.
    Help,
    /// Print the version.
    Version,
}

/// What `disasm` shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Views {
    /// The bytecode.
    pub bytecode: bool,
    /// The stencils chosen.
    pub stencils: bool,
    /// The machine code.
    pub asm: bool,
}

/// How programs run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Limits of the store.
    pub limits: Limits,
    /// Whether there is a JIT.
    pub jit: bool,
    /// When it compiles.
    pub jit_threshold: Option<u32>,
    /// What to say about the run at its end.
    pub stats: Stats,
    /// What profilers are told.
    pub perf: Option<Perf>,
}

/// What to say about a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stats {
    /// Nothing.
    Off,
    /// Text for people.
    Text,
    /// One line of JSON.
    Json,
}

/// What a profiler is told of machine code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Perf {
    /// A map of addresses.
    Map,
    /// A dump of code and lines, in this folder.
    Dump(PathBuf),
}

impl Default for Options {
    fn default() -> Options {
        let limits = Limits { fuel: UNLIMITED, heap: 1 << 30, depth: 1000, code: 4 << 20, ..Limits::default() };
        Options { limits, jit: true, jit_threshold: None, stats: Stats::Off, perf: None }
    }
}

/// The text of `--help`.
pub const USAGE: &str = "\
usage: patchnose [run] FILE [ARGS]      run a program: Python source or an image
       patchnose compile FILE -o OUT    make an image; -g keeps lines for tracebacks
       patchnose inspect IMAGE          say what is in an image
       patchnose disasm FILE [FUNC]     show code: --bytecode; or, of what is compiled when the
                                        program runs, --stencils or --asm beside source and bytecode

options of run, before FILE:
  --fuel=N|unlimited     units of work before the program is stopped (default: unlimited)
  --heap=SIZE            most memory of its objects (1G)
  --depth=N              most calls within each other (1000)
  --code=SIZE            most machine code (4M)
  --jit=on|off|SIZE      compile hot code; SIZE limits the data that this takes (on, 1M)
  --jit-threshold=N      calls and loops before a function is compiled
  --stats[=json]         print on standard error what the run took; as JSON, of each function too
  --perf=map             tell perf where compiled functions lie, in /tmp/perf-PID.map
  --perf=jitdump[:DIR]   tell perf their code and lines, in jit-PID.dump (for perf inject --jit)

A SIZE is a number of bytes, or one with K, M or G behind it.
Exit status: the program's own; 1 uncaught exception or syntax error; 2 bad usage;
122 out of fuel; 123 out of memory; 125 bad image.
";

/// Reads the command line.
///
/// # Errors
/// What is wrong with it, as a text for the user.
pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Command, String> {
    Reader::default().read(lexopt::Parser::from_args(args)).map_err(|e| e.to_string())
}

/// The first word, if it is not a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verb {
    Run,
    Compile,
    Inspect,
    Disasm,
}

impl Verb {
    fn from_word(word: &OsStr) -> Option<Verb> {
        match word.to_str()? {
            "run" => Some(Verb::Run),
            "compile" => Some(Verb::Compile),
            "inspect" => Some(Verb::Inspect),
            "disasm" => Some(Verb::Disasm),
            _ => None,
        }
    }
}

#[derive(Default)]
struct Reader {
    verb: Option<Verb>,
    words: Vec<OsString>,
    options: Options,
    out: Option<PathBuf>,
    positions: bool,
    views: Views,
}

impl Reader {
    fn read(mut self, mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
        while let Some(arg) = parser.next()? {
            match arg {
                Value(word) if self.verb.is_none() && self.words.is_empty() => {
                    self.verb = Verb::from_word(&word);
                    if self.verb.is_none() {
                        self.verb = Some(Verb::Run);
                        self.words.push(word);
                    }
                }
                Value(word) => self.words.push(word),
                Short('h') | Long("help") => return Ok(Command::Help),
                Short('V') | Long("version") => return Ok(Command::Version),
                Short('o') if self.verb == Some(Verb::Compile) => self.out = Some(parser.value()?.into()),
                Short('g') if self.verb == Some(Verb::Compile) => self.positions = true,
                Long("emit") if self.verb == Some(Verb::Compile) => emit(&parser.value()?.string()?)?,
                Long("bytecode") if self.verb == Some(Verb::Disasm) => self.views.bytecode = true,
                Long("stencils") if self.verb == Some(Verb::Disasm) => self.views.stencils = true,
                Long("asm") if self.verb == Some(Verb::Disasm) => self.views.asm = true,
                Long("fuel") => self.options.limits.fuel = fuel(&parser.value()?.string()?)?,
                Long("heap") => self.options.limits.heap = size("heap", &parser.value()?.string()?)?,
                Long("depth") => self.options.limits.depth = number("depth", &parser.value()?.string()?)?,
                Long("code") => self.options.limits.code = size("code", &parser.value()?.string()?)?,
                Long("jit") => self.jit(&parser.value()?.string()?)?,
                Long("jit-threshold") => {
                    self.options.jit_threshold = Some(number("jit-threshold", &parser.value()?.string()?)?);
                }
                Long("perf") => self.options.perf = Some(perf(&parser.value()?)?),
                Long("stats") => self.options.stats = stats(parser.optional_value().as_deref())?,
                other => return Err(other.unexpected()),
            }
            if self.verb == Some(Verb::Run) && !self.words.is_empty() {
                // Everything behind the file is the program's.
                self.words.extend(parser.raw_args()?);
                break;
            }
        }
        self.finish()
    }

    /// One name for two things: the switch, and the limit of the JIT's own data.
    fn jit(&mut self, text: &str) -> Result<(), lexopt::Error> {
        match text {
            "on" => self.options.jit = true,
            "off" => self.options.jit = false,
            _ => {
                self.options.limits.jit = size("jit", text).map_err(|_| bad("jit", text, "on, off or a size"))?;
                self.options.jit = true;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Command, lexopt::Error> {
        let mut words = self.words.into_iter();
        let Some(file) = words.next().map(PathBuf::from) else { return Err("no file is given".into()) };
        let options = self.options;
        let command = match self.verb.unwrap_or(Verb::Run) {
            Verb::Run => {
                let args = words.by_ref().map(|w| w.to_string_lossy().into_owned()).collect();
                Command::Run { file, args, options }
            }
            Verb::Compile => {
                let Some(out) = self.out else { return Err("compile needs -o OUT".into()) };
                Command::Compile { file, out, positions: self.positions }
            }
            Verb::Inspect => Command::Inspect { file },
            Verb::Disasm => {
                let function = words.next().map(|w| w.to_string_lossy().into_owned());
                let views = match self.views {
                    v if v == Views::default() => Views { bytecode: true, ..v },
                    v => v,
                };
                Command::Disasm { file, function, views, options }
            }
        };
        match words.next() {
            Some(word) => Err(Value(word).unexpected()),
            None => Ok(command),
        }
    }
}

fn bad(name: &str, text: &str, wanted: &str) -> lexopt::Error {
    format!("invalid value '{text}' for option '--{name}': it must be {wanted}").into()
}

fn number(name: &str, text: &str) -> Result<u32, lexopt::Error> {
    text.parse().map_err(|_| bad(name, text, "a whole number"))
}

fn fuel(text: &str) -> Result<u64, lexopt::Error> {
    match text {
        "unlimited" => Ok(UNLIMITED),
        // The largest number stands for no limit, which is to be said in words.
        _ => text.parse().ok().filter(|n| *n != UNLIMITED).ok_or_else(|| bad("fuel", text, "a number or 'unlimited'")),
    }
}

fn size(name: &str, text: &str) -> Result<usize, lexopt::Error> {
    let wanted = "a number of bytes, or one with K, M or G";
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match text.get(digits.len()..).unwrap_or("") {
        "" => 0u32,
        "K" | "k" | "KiB" => 10,
        "M" | "m" | "MiB" => 20,
        "G" | "g" | "GiB" => 30,
        _ => return Err(bad(name, text, wanted)),
    };
    let bytes = digits.parse::<usize>().ok().and_then(|n| n.checked_mul(1usize << shift));
    bytes.ok_or_else(|| bad(name, text, wanted))
}

fn stats(format: Option<&OsStr>) -> Result<Stats, lexopt::Error> {
    match format.map(OsStr::to_string_lossy).as_deref() {
        None => Ok(Stats::Text),
        Some("json") => Ok(Stats::Json),
        Some(text) => Err(bad("stats", text, "json")),
    }
}

fn perf(form: &OsStr) -> Result<Perf, lexopt::Error> {
    let wrong = || bad("perf", &form.to_string_lossy(), "map, jitdump or jitdump:FOLDER");
    match form.to_str().ok_or_else(wrong)? {
        "map" => Ok(Perf::Map),
        "jitdump" => Ok(Perf::Dump(PathBuf::from("."))),
        text => match text.strip_prefix("jitdump:") {
            Some(folder) if !folder.is_empty() => Ok(Perf::Dump(PathBuf::from(folder))),
            _ => Err(wrong()),
        },
    }
}

fn emit(form: &str) -> Result<(), lexopt::Error> {
    match form {
        "image" => Ok(()),
        _ => Err(bad("emit", form, "image")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn run_of(line: &str) -> (String, Vec<String>, Options) {
        match command(line) {
            Ok(Command::Run { file, args, options }) => (file.to_string_lossy().into_owned(), args, options),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn everything_behind_the_file_is_the_programs() {
        for line in ["a.py -x --fuel=1 run", "run a.py -x --fuel=1 run"] {
            let (file, args, options) = run_of(line);
            assert_eq!((file.as_str(), args.join(" ").as_str()), ("a.py", "-x --fuel=1 run"));
            assert_eq!(options.limits.fuel, UNLIMITED);
        }
        assert_eq!(run_of("run run").0, "run");
    }

    #[test]
    fn limits_are_read() {
        let (_, _, o) =
            run_of("--fuel=10 --heap=2M run --depth 5 --code=64K --jit=3K --jit-threshold=1 --stats=json a.py");
        assert_eq!(o.limits, Limits { fuel: 10, heap: 2 << 20, depth: 5, code: 64 << 10, jit: 3 << 10 });
        assert_eq!((o.jit, o.jit_threshold, o.stats), (true, Some(1), Stats::Json));
        assert!(!run_of("--jit=off a.py").2.jit);
        assert_eq!(run_of("--fuel=unlimited --stats a.py").2.stats, Stats::Text);
    }

    #[test]
    fn profiles_are_named() {
        let of = |line: &str| run_of(line).2.perf;
        assert_eq!((of("a.py"), of("--perf=map a.py")), (None, Some(Perf::Map)));
        assert_eq!(of("--perf=jitdump a.py"), Some(Perf::Dump(".".into())));
        assert_eq!(of("--perf jitdump:x/y a.py"), Some(Perf::Dump("x/y".into())));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("", "no file is given"),
            ("--nonsense a.py", "invalid option '--nonsense'"),
            ("-z a.py", "invalid option '-z'"),
            (
                "--heap=lots a.py",
                "invalid value 'lots' for option '--heap': it must be a number of bytes, or one with K, M or G",
            ),
            (
                "--heap=99999999999999999999 a.py",
                "invalid value '99999999999999999999' for option '--heap': it must be a number of bytes, or one with K, M or G",
            ),
            (
                "--heap=20000000000G a.py",
                "invalid value '20000000000G' for option '--heap': it must be a number of bytes, or one with K, M or G",
            ),
            ("--fuel=-1 a.py", "invalid value '-1' for option '--fuel': it must be a number or 'unlimited'"),
            (
                "--fuel=18446744073709551615 a.py",
                "invalid value '18446744073709551615' for option '--fuel': it must be a number or 'unlimited'",
            ),
            ("--depth=many a.py", "invalid value 'many' for option '--depth': it must be a whole number"),
            ("--jit=maybe a.py", "invalid value 'maybe' for option '--jit': it must be on, off or a size"),
            ("--stats=xml a.py", "invalid value 'xml' for option '--stats': it must be json"),
            (
                "--perf=trace a.py",
                "invalid value 'trace' for option '--perf': it must be map, jitdump or jitdump:FOLDER",
            ),
            ("compile a.py", "compile needs -o OUT"),
            ("compile a.py -o b --emit=c", "invalid value 'c' for option '--emit': it must be image"),
            ("inspect a b", "unexpected argument \"b\""),
            ("-o out a.py", "invalid option '-o'"),
        ];
        for (line, message) in cases {
            assert_eq!(command(line).map(|_| ()), Err(message.to_string()), "{line}");
        }
    }
}
