//! The engines that programs run on: ours with and without JIT, and the peers this machine has.

use crate::args::Args;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Limits that every measured run of ours has.
pub const LIMITS: &[&str] = &["--fuel=4000000000000", "--heap=256M", "--depth=1000"];

/// A64 Linux, as Rust calls it.
const A64: &str = "aarch64-unknown-linux-gnu";

/// Our engine's name; that of the run without JIT begins alike.
pub const OURS: &str = "patchnose";

/// Our engine's name without its JIT.
pub const OURS_OFF: &str = "patchnose --jit=off";

/// Which version of a program an engine runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `NAME.py`
    Python,
    /// `NAME.lua`
    Lua,
    /// `NAME.c`; the engine's command compiles it.
    C,
}

/// An engine as a command line.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The name that columns carry.
    pub name: String,
    /// Its full version.
    pub version: String,
    /// What it runs.
    pub language: Language,
    /// The command, to which the program is added.
    pub command: Vec<String>,
    /// Variables of its environment.
    pub environment: Vec<(String, String)>,
}

/// Our command for this machine, built.
pub fn own(root: &Path) -> Result<PathBuf, String> {
    build(Command::new("cargo"), &["build", "--release", "--quiet", "--locked", "-p", "patchnose-host"], root)?;
    Ok(root.join("target/release/patchnose"))
}

/// The engines of this machine's architecture.
pub fn native(root: &Path, args: &Args) -> Result<Vec<Engine>, String> {
    let mut all = ours(&[], &own(root)?);
    let names = (9..=16).rev().map(|minor| format!("python3.{minor}"));
    for name in ["python3".to_string()].into_iter().chain(names).chain(["pypy3".to_string()]) {
        for engine in python(&[name], &[]) {
            // The same version under another name is the same engine.
            if all.iter().all(|other| other.name != engine.name) {
                all.push(engine);
            }
        }
    }
    for (name, command) in &args.extra_engines {
        let Some(mut engine) = python(command, &[]).into_iter().next() else {
            return Err(format!("--engine {name}: `{}` runs no Python", command.join(" ")));
        };
        engine.name = name.clone();
        all.push(engine);
    }
    all.extend(luajit(&["luajit".to_string()], &[]));
    all.extend(compiler("cc", &["-O1", "-ffp-contract=off"]));
    Ok(wanted(all, args))
}

/// The engines for A64: ours, built for it, and what the folder of peers has. Each command counts instructions.
pub fn a64(root: &Path, args: &Args) -> Result<Vec<Engine>, String> {
    let cargo = Command::new(root.join("tools/debian-cargo"));
    build(cargo, &["build", "--release", "--quiet", "--locked", "--target", A64, "-p", "patchnose-host"], root)?;
    let counter = root.join("tools/a64-instructions").to_string_lossy().into_owned();
    let mut all = ours(std::slice::from_ref(&counter), &root.join("target/debian").join(A64).join("release/patchnose"));
    if let Some(peers) = &args.peers {
        let environment = [("QEMU_LD_PREFIX".to_string(), peers.to_string_lossy().into_owned())];
        let peer = |name: &str| vec![counter.clone(), peers.join("usr/bin").join(name).to_string_lossy().into_owned()];
        all.extend(python(&peer("python3"), &environment));
        all.extend(python(&peer("pypy3"), &environment));
        all.extend(luajit(&peer("luajit"), &environment));
    }
    all.extend(compiler("aarch64-linux-gnu-gcc", &["-O1", "-ffp-contract=off", "-static"]));
    Ok(wanted(all, args))
}

/// Runs Cargo in the repository.
pub fn build(mut cargo: Command, words: &[&str], root: &Path) -> Result<(), String> {
    let status = cargo.args(words).current_dir(root).status().map_err(|e| format!("cargo: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("`cargo {}` failed", words.join(" "))) }
}

/// Ours, with and without JIT.
fn ours(before: &[String], program: &Path) -> Vec<Engine> {
    let engine = |name: &str, jit: &str| {
        let mut command = before.to_vec();
        command.push(program.to_string_lossy().into_owned());
        command.push(jit.to_string());
        command.extend(LIMITS.iter().map(|limit| limit.to_string()));
        let version = env!("CARGO_PKG_VERSION").to_string();
        Engine { name: name.to_string(), version, language: Language::Python, command, environment: Vec::new() }
    };
    vec![engine(OURS, "--jit=on"), engine(OURS_OFF, "--jit=off")]
}

/// Prints the implementation, its version, where it lies, and whether it was built with a JIT that can be switched.
const PROBE: &str = "
import sys
name = sys.implementation.name
version = '%d.%d.%d' % tuple(getattr(sys, 'pypy_version_info', sys.version_info)[:3])
jit = False
if name == 'cpython':
    try:
        jit = sys._jit.is_available()
    except AttributeError:
        import sysconfig
        jit = '--enable-experimental-jit' in str(sysconfig.get_config_var('CONFIG_ARGS'))
print(name, version, sys.executable, jit, sep='\\t')
";

/// A Python as an engine, or as two if it has a JIT that can be switched; nothing if it is not there.
fn python(command: &[String], environment: &[(String, String)]) -> Vec<Engine> {
    let words = ["-c", PROBE].map(str::to_string);
    let Some(answer) = ask(command, &words, environment) else { return Vec::new() };
    let mut parts = answer.trim().split('\t');
    let (Some(implementation), Some(version), Some(program), Some(jit)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Vec::new();
    };
    let name = match implementation {
        "cpython" => "CPython",
        "pypy" => "PyPy",
        other => other,
    };
    let short = version.rsplit_once('.').map_or(version, |(short, _)| short);
    // The program itself, as a shell script that finds it would be measured too.
    let mut command = command.to_vec();
    if let [only] = command.as_mut_slice() {
        *only = program.to_string();
    }
    let engine = |suffix: &str, jit: Option<&str>| {
        let mut environment = environment.to_vec();
        // Everybody compiles the source each time.
        environment.push(("PYTHONDONTWRITEBYTECODE".into(), "1".into()));
        environment.extend(jit.map(|on| ("PYTHON_JIT".to_string(), on.to_string())));
        Engine {
            name: format!("{name} {short}{suffix}"),
            version: version.to_string(),
            language: Language::Python,
            command: command.clone(),
            environment,
        }
    };
    if jit == "True" { vec![engine("", Some("0")), engine(" + JIT", Some("1"))] } else { vec![engine("", None)] }
}

fn luajit(command: &[String], environment: &[(String, String)]) -> Option<Engine> {
    let answer = ask(command, &["-v".to_string()], environment)?;
    let version = answer.split_whitespace().nth(1)?.to_string();
    let command = command.to_vec();
    Some(Engine { name: "LuaJIT".into(), version, language: Language::Lua, command, environment: environment.to_vec() })
}

fn compiler(program: &str, flags: &[&str]) -> Option<Engine> {
    let command: Vec<String> = [program].iter().chain(flags).map(|word| word.to_string()).collect();
    let answer = ask(&command[..1], &["--version".to_string()], &[])?;
    let version = answer.lines().next()?.to_string();
    Some(Engine { name: "C -O1".into(), version, language: Language::C, command, environment: Vec::new() })
}

/// What a command prints, if it is there and succeeds.
fn ask(command: &[String], words: &[String], environment: &[(String, String)]) -> Option<String> {
    let (program, rest) = command.split_first()?;
    let out = Command::new(program)
        .args(rest)
        .args(words)
        .envs(environment.iter().cloned())
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Those the user wants; ours always.
fn wanted(mut all: Vec<Engine>, args: &Args) -> Vec<Engine> {
    let is_wanted = |name: &str| {
        name.starts_with(OURS) || args.engines.is_empty() || args.engines.iter().any(|w| name.starts_with(w.as_str()))
    };
    all.retain(|engine| is_wanted(&engine.name));
    all
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pretending(answer: &str) -> Vec<Engine> {
        let script = format!("printf '{answer}\\n'");
        python(&["sh", "-c", &script].map(str::to_string), &[])
    }

    #[test]
    fn a_python_with_a_jit_is_two_engines() {
        let engines = pretending("cpython\\t3.15.0\\t/python\\tTrue");
        let names: Vec<&str> = engines.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["CPython 3.15", "CPython 3.15 + JIT"]);
        assert!(engines[0].environment.contains(&("PYTHON_JIT".into(), "0".into())));
        assert!(engines[1].environment.contains(&("PYTHON_JIT".into(), "1".into())));
    }

    #[test]
    fn a_python_without_one_is_one_and_what_is_no_python_is_none() {
        let engines = pretending("pypy\\t7.3.11\\t/pypy\\tFalse");
        assert_eq!((engines.len(), engines[0].name.as_str(), engines[0].version.as_str()), (1, "PyPy 7.3", "7.3.11"));
        assert!(pretending("hello").is_empty());
        assert!(python(&["/nowhere/python".to_string()], &[]).is_empty());
    }
}
