//! Code that has run is written over, and what runs then is the new code.

use patchnose_core::code::Platform;
use patchnose_host::platform::Native;

/// A function without arguments that returns a number below 65,536.
#[cfg(target_arch = "x86_64")]
fn returns(n: u32) -> Vec<u8> {
    let mut code = vec![0xB8]; // mov eax, n
    code.extend(n.to_le_bytes());
    code.push(0xC3); // ret
    code
}

/// A function without arguments that returns a number below 65,536.
#[cfg(target_arch = "aarch64")]
fn returns(n: u32) -> Vec<u8> {
    let movz = 0x5280_0000 | n << 5; // movz w0, #n
    [movz, 0xD65F_03C0 /* ret */].iter().flat_map(|word: &u32| word.to_le_bytes()).collect()
}

fn rewrite(platform: &dyn Platform) {
    let region = platform.reserve(1 << 16).expect("memory for code");
    // The last page is never written.
    for place in [0, 24, region.page - 16] {
        for n in 0..200 {
            let code = returns(n * 7);
            let page = 0..region.page;
            // SAFETY: no code in the region runs; the code fits the page; it is a function of this type.
            let got = unsafe {
                platform.make_writable(&region, page.clone()).expect("writable");
                region.write.add(place).copy_from_nonoverlapping(code.as_ptr(), code.len());
                platform.publish(&region, page).expect("executable");
                let function = std::mem::transmute::<*mut u8, extern "C" fn() -> u32>(region.run.add(place));
                function()
            };
            assert_eq!(got, n * 7, "at {place}");
        }
    }
    // SAFETY: nothing runs in the region, and it is not used any more.
    unsafe { platform.release(&region) };
}

#[test]
fn code_that_has_run_is_written_over() {
    rewrite(&Native);
}

#[test]
#[cfg(target_os = "linux")]
fn code_that_has_run_is_written_over_through_a_second_view() {
    // qemu-user runs stale code that was written through another view, whatever is flushed; so there it says nothing.
    if std::env::var_os("PATCHNOSE_RUNNER").is_some() {
        return;
    }
    rewrite(&patchnose_host::platform::TwoViews);
}
