//! A folder for each program, in which every engine finds it ready to run.

use crate::engines::{Engine, Language};
use crate::programs::Program;
use std::path::{Path, PathBuf};
use std::process::Command;

const MAIN_PY: &str = include_str!("../harness/main.py");
const PYPERF_PY: &str = include_str!("../harness/pyperf.py");
const MAIN_LUA: &str = include_str!("../harness/main.lua");
const MAIN_C: &str = include_str!("../harness/main.c");

/// How often and how long a process calls its program.
#[derive(Clone, Copy, Debug)]
pub struct Calls {
    /// At most so many calls.
    pub most: usize,
    /// No call begins later than this.
    pub seconds: f64,
}

impl Calls {
    /// A single call.
    pub const ONE: Calls = Calls { most: 1, seconds: 0.0 };
}

/// A program laid out.
pub struct Stage {
    folder: PathBuf,
}

impl Stage {
    /// Lays a program out below `target/bench`, in a folder of the section that measures it.
    pub fn new(root: &Path, section: &str, program: &Program) -> Result<Stage, String> {
        let folder = root.join("target/bench").join(section).join(&program.name);
        let stage = Stage { folder };
        std::fs::create_dir_all(&stage.folder).map_err(|e| format!("{}: {e}", stage.folder.display()))?;
        stage.write("main.py", MAIN_PY)?;
        stage.write("pyperf.py", PYPERF_PY)?;
        stage.write("subject.py", &program.module()?)?;
        if let Some((file, _)) = program.version_in("lua") {
            stage.write("main.lua", MAIN_LUA)?;
            stage.write("subject.lua", &std::fs::read_to_string(file).map_err(|e| e.to_string())?)?;
        }
        Ok(stage)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        let file = self.folder.join(name);
        std::fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))
    }

    /// The command that calls the program, without the number of calls; `None` if the engine has no version of it. What
    /// must be compiled first is compiled here. `runner` is put before a compiled program.
    pub fn prepare(&self, engine: &Engine, program: &Program, runner: &[String]) -> Result<Option<Prepared>, String> {
        let file = |name: &str| self.folder.join(name).to_string_lossy().into_owned();
        let mut words = engine.command.clone();
        let mut size = None;
        match engine.language {
            Language::Python => words.push(file("main.py")),
            Language::Lua => {
                let Some((_, given)) = program.version_in("lua") else { return Ok(None) };
                words.push(file("main.lua"));
                size = Some(given);
            }
            Language::C => {
                let Some((source, given)) = program.version_in("c") else { return Ok(None) };
                self.write("main.c", MAIN_C)?;
                let built = file(&format!("compiled-{}", engine.command[0]));
                let out = Command::new(&engine.command[0])
                    .args(&engine.command[1..])
                    .arg(file("main.c"))
                    .arg(source)
                    .args(["-o", &built, "-lm"])
                    .output()
                    .map_err(|e| format!("{}: {e}", engine.command[0]))?;
                if !out.status.success() {
                    return Err(String::from_utf8_lossy(&out.stderr).into_owned());
                }
                words = runner.to_vec();
                words.push(built);
                size = Some(given);
            }
        }
        Ok(Some(Prepared { words, size, environment: engine.environment.clone() }))
    }
}

/// A program ready to run on one engine.
pub struct Prepared {
    words: Vec<String>,
    size: Option<u64>,
    environment: Vec<(String, String)>,
}

impl Prepared {
    /// The process, with a tool before it where it is measured by one.
    pub fn process(&self, tool: &[String], calls: Calls) -> Command {
        let mut words = tool.iter().chain(&self.words);
        let mut command = Command::new(words.next().map_or("", String::as_str));
        command.args(words).arg(calls.most.to_string()).arg(calls.seconds.to_string());
        command.args(self.size.map(|size| size.to_string())).envs(self.environment.iter().cloned());
        command
    }
}
