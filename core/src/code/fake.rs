//! A platform of 4-byte pages that runs nothing and sees everything: it logs calls, and checks that only writable pages
//! are written and that what would run is what was published.

use std::ops::Range;
use std::sync::Mutex;

use super::arena::{Arena, TakeError};
use super::chunk::{Chunk, Next, WriteError};
use super::platform::{CodeError, CodeRegion, Platform};
use crate::jit::stencil::Arch;

const PAGE: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Reserved,
    Writable,
    Executable,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Call {
    Reserve(usize),
    Writable(Range<usize>),
    Publish(Range<usize>),
    Release,
}

#[derive(Default)]
struct Inner {
    memory: Vec<u64>,
    states: Vec<State>,
    /// What each page last held when it stopped being writable.
    published: Vec<u8>,
    calls: Vec<Call>,
    /// The number of calls after which everything is refused.
    refuse_after: Option<usize>,
}

impl Inner {
    fn bytes(&self) -> &[u8] {
        // SAFETY: words are bytes.
        unsafe { std::slice::from_raw_parts(self.memory.as_ptr().cast(), self.states.len() * PAGE) }
    }

    /// Panics if a page that is not writable was written.
    fn check(&self) {
        for (i, state) in self.states.iter().enumerate() {
            let page = i * PAGE..(i + 1) * PAGE;
            if *state != State::Writable {
                assert_eq!(
                    self.bytes()[page.clone()],
                    self.published[page.clone()],
                    "page {i} was written as {state:?}"
                );
            }
        }
    }

    fn enter(&mut self, call: Call) -> Result<(), CodeError> {
        self.check();
        self.calls.push(call);
        match self.refuse_after {
            Some(n) if self.calls.len() > n => Err(CodeError::Forbidden),
            _ => Ok(()),
        }
    }

    fn pages(&mut self, range: Range<usize>) -> &mut [State] {
        assert!(
            range.start.is_multiple_of(PAGE) && range.end.is_multiple_of(PAGE) && range.start < range.end,
            "{range:?}"
        );
        &mut self.states[range.start / PAGE..range.end / PAGE]
    }
}

#[derive(Default)]
struct Fake(Mutex<Inner>);

// SAFETY: it promises memory, and nothing is run in it.
unsafe impl Platform for Fake {
    fn reserve(&self, len: usize) -> Result<CodeRegion, CodeError> {
        let mut inner = self.0.lock().unwrap();
        inner.enter(Call::Reserve(len))?;
        let len = len.next_multiple_of(PAGE);
        inner.memory = vec![0; len.div_ceil(8)];
        inner.states = vec![State::Reserved; len / PAGE];
        inner.published = vec![0; len];
        let run = inner.memory.as_mut_ptr().cast();
        Ok(CodeRegion { run, write: run, len, page: PAGE })
    }

    unsafe fn make_writable(&self, _: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        let mut inner = self.0.lock().unwrap();
        inner.enter(Call::Writable(range.clone()))?;
        inner.pages(range).fill(State::Writable);
        Ok(())
    }

    unsafe fn publish(&self, _: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        let mut inner = self.0.lock().unwrap();
        inner.enter(Call::Publish(range.clone()))?;
        assert!(inner.pages(range.clone()).iter().all(|s| *s == State::Writable));
        let now = inner.bytes()[range.clone()].to_vec();
        inner.published[range.clone()].copy_from_slice(&now);
        inner.pages(range).fill(State::Executable);
        Ok(())
    }

    unsafe fn release(&self, _: &CodeRegion) {
        let mut inner = self.0.lock().unwrap();
        inner.enter(Call::Release).unwrap();
        assert!(!inner.states.contains(&State::Writable));
    }
}

impl Fake {
    fn refusing_after(calls: usize) -> Fake {
        Fake(Mutex::new(Inner { refuse_after: Some(calls), ..Inner::default() }))
    }

    fn calls(&self) -> Vec<Call> {
        self.0.lock().unwrap().calls.clone()
    }

    /// What a processor would find at the offset; panics unless it is published and executable.
    fn run(&self, at: usize, len: usize) -> Vec<u8> {
        let inner = self.0.lock().unwrap();
        inner.check();
        for page in at / PAGE..(at + len).div_ceil(PAGE) {
            assert_eq!(inner.states[page], State::Executable, "page {page} is run");
        }
        inner.published[at..at + len].to_vec()
    }

    /// Asserts that everything executable in the range is one of these pieces of code, or traps.
    fn is_code_or_traps(&self, len: usize, pieces: &[(usize, &[u8])]) {
        let inner = self.0.lock().unwrap();
        inner.check();
        for at in (0..len).filter(|at| inner.states[at / PAGE] == State::Executable) {
            let code = pieces.iter().find_map(|(from, piece)| at.checked_sub(*from).and_then(|i| piece.get(i)));
            assert_eq!(inner.published[at], *code.unwrap_or(&0xCC), "at {at}");
        }
    }
}

fn append(chunk: &mut Chunk, arena: &Arena<'_>, code: &[u8]) -> Result<usize, WriteError> {
    // SAFETY: nothing runs.
    let address = unsafe { chunk.append(arena, Arch::X86_64, code) }?;
    Ok((address - arena.address(0)) as usize)
}

#[test]
fn every_byte_is_published_before_it_runs_and_no_page_is_writable_then() {
    let fake = Fake::default();
    {
        let arena = Arena::new(&fake, 4096).unwrap();
        let mut chunk = Chunk::take(&arena, 300).unwrap();
        let mut pieces: Vec<(usize, Vec<u8>)> = Vec::new();
        for len in [1, 3, 4, 5, 16, 17, 2, 90] {
            let code: Vec<u8> = (0..len).map(|i| (len * 7 + i) as u8).collect();
            let at = append(&mut chunk, &arena, &code).unwrap();
            pieces.push((at, code));
            for (at, code) in &pieces {
                assert_eq!(fake.run(*at, code.len()), *code);
            }
            let pieces: Vec<(usize, &[u8])> = pieces.iter().map(|(a, c)| (*a, c.as_slice())).collect();
            fake.is_code_or_traps(4096, &pieces);
        }
        // SAFETY: nothing runs.
        unsafe { chunk.compact(&arena, Arch::X86_64, 32, |_| ()) }.unwrap();
        assert_eq!(fake.run(pieces[0].0, 1), pieces[0].1);
        fake.is_code_or_traps(4096, &[(pieces[0].0, &pieces[0].1)]);
        let again = append(&mut chunk, &arena, &[1, 2, 3, 4, 5, 6]).unwrap();
        assert_eq!((again, fake.run(again, 6)), (32, vec![1, 2, 3, 4, 5, 6]));
        // SAFETY: nothing runs.
        unsafe { chunk.give_back(&arena, Arch::X86_64) };
        fake.is_code_or_traps(4096, &[]);
    }
    let calls = fake.calls();
    assert_eq!(calls.first(), Some(&Call::Reserve(4096)));
    assert_eq!(calls.last(), Some(&Call::Release));
    // Each range is made writable and published in turn: nothing in between, nothing left open.
    for pair in calls[1..calls.len() - 1].chunks(2) {
        match pair {
            [Call::Writable(a), Call::Publish(b)] => assert_eq!(a, b),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_is_kept_moves_together_and_the_rest_traps() {
    for dropped in 1..1 << 7 {
        let fake = Fake::default();
        let arena = Arena::new(&fake, 4096).unwrap();
        let mut chunk = Chunk::take(&arena, 300).unwrap();
        let pieces = [9, 16, 1, 40, 33, 15, 7].map(|len| vec![len as u8; len]);
        let places = pieces.each_ref().map(|code| append(&mut chunk, &arena, code).unwrap());
        let is_kept = |n: &usize| dropped >> n & 1 == 0;
        let free = places[(0..7).find(|n| !is_kept(n)).unwrap()];
        let kept: Vec<usize> = (0..7).filter(is_kept).collect();
        let mut next = Next(free);
        let moved: Vec<(usize, &[u8])> = kept
            .iter()
            .map(|n| {
                let to = if places[*n] < free { places[*n] } else { next.place(pieces[*n].len()) };
                (to, pieces[*n].as_slice())
            })
            .collect();
        // SAFETY: nothing runs.
        let done = unsafe {
            chunk.compact(&arena, Arch::X86_64, free, |slide| {
                for n in kept.iter().filter(|n| places[**n] > free) {
                    slide.keep(places[*n], pieces[*n].len());
                }
            })
        };
        done.unwrap();
        fake.is_code_or_traps(4096, &moved);
        for (at, code) in &moved {
            assert_eq!(fake.run(*at, code.len()), *code, "{dropped:b}");
        }
        let (used, new) = (chunk.used(), append(&mut chunk, &arena, &[1, 2, 3]).unwrap());
        assert_eq!((used, new), (next.0, next.0), "{dropped:b}");
        assert_eq!(fake.run(new, 3), [1, 2, 3]);
    }
}

#[test]
fn chunks_do_not_overlap_and_are_used_again() {
    let fake = Fake::default();
    let arena = Arena::new(&fake, 4096).unwrap();
    let mut chunks = Vec::new();
    let error = loop {
        match Chunk::take(&arena, 512) {
            Ok(chunk) => chunks.push(chunk),
            Err(e) => break e,
        }
    };
    assert_eq!((chunks.len(), error), (8, TakeError::Full));
    let places: Vec<usize> = chunks.iter_mut().map(|c| append(c, &arena, &[7; 512]).unwrap()).collect();
    assert_eq!(places, (0..8).map(|i| i * 512).collect::<Vec<_>>());
    assert_eq!(append(&mut chunks[3], &arena, &[1]), Err(WriteError::Full));
    let third = chunks.remove(3);
    // SAFETY: nothing runs.
    unsafe { third.give_back(&arena, Arch::X86_64) };
    let mut again = Chunk::take(&arena, 200).unwrap();
    assert_eq!(append(&mut again, &arena, &[9; 200]), Ok(3 * 512));
    assert!(again.len() >= 200 && again.room() < 512);
}

#[test]
fn a_lock_that_is_held_is_not_waited_for() {
    let fake = Fake::default();
    let arena = Arena::new(&fake, 4096).unwrap();
    let held = arena.hold();
    assert_eq!(arena.take(1), Err(TakeError::Busy));
    drop(held);
    assert!(arena.take(1).is_ok());
}

#[test]
fn what_the_platform_refuses_is_an_error() {
    let refusing = Fake::refusing_after(0);
    assert_eq!(Arena::new(&refusing, 4096).map(|_| ()), Err(CodeError::Forbidden));
    for allowed in 1..3 {
        let fake = Fake::refusing_after(allowed);
        let arena = std::mem::ManuallyDrop::new(Arena::new(&fake, 4096).unwrap());
        let mut chunk = Chunk::take(&arena, 100).unwrap();
        assert_eq!(append(&mut chunk, &arena, &[1; 10]), Err(WriteError::Platform(CodeError::Forbidden)));
        assert_eq!(chunk.used(), 0);
        fake.is_code_or_traps(4096, &[]);
    }
}
