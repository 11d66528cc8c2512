use patchnose_tests::engine::{Setup, run};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let mut s = Setup::default();
    s.config.jit = false;
    s.region = 256 << 20;
    let args: Vec<&str> = a[2..].iter().map(|x| x.as_str()).collect();
    let r = run(std::path::Path::new(&a[1]), &args, &s);
    print!("{}", r.out);
    eprint!("{}", r.err);
    eprintln!("{:?} fuel {}", r.end, r.fuel);
}
