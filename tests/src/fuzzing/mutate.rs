//! Random changes of an input: enough for a smoke run. Real fuzzing has libFuzzer's mutations and its coverage.

/// Makes inputs out of seeds; deterministic.
pub struct Mutator {
    state: u64,
}

/// Numbers at the edges of what is counted, indexed or shifted.
const EDGES: [u32; 10] = [0, 1, 2, 7, 8, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF];

/// The most changes of one input.
const CHANGES: usize = 6;

impl Mutator {
    /// One that begins here.
    pub fn new(seed: u64) -> Mutator {
        Mutator { state: seed ^ 0x9E37_79B9_7F4A_7C15 }
    }

    /// The next random number (splitmix64).
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A random number below `limit`, which is not 0.
    fn below(&mut self, limit: usize) -> usize {
        (self.random() % limit as u64) as usize
    }

    /// One of the seeds with none to six changes.
    pub fn mutate(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..self.below(CHANGES + 1) {
            self.change(&mut input);
        }
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        if input.is_empty() {
            input.push(self.random() as u8);
            return;
        }
        let at = self.below(input.len());
        match self.below(7) {
            0 => input[at] ^= 1 << self.below(8),
            1 => input[at] = self.random() as u8,
            2 => input[at] = input[at].wrapping_add(if self.random() & 1 == 0 { 1 } else { 0xFF }),
            3 => {
                let edge = EDGES[self.below(EDGES.len())].to_le_bytes();
                let len = [1, 2, 4][self.below(3)].min(input.len() - at);
                input[at..at + len].copy_from_slice(&edge[..len]);
            }
            4 => {
                let (from, len) = (self.below(input.len()), 1 + self.below(16));
                let len = len.min(input.len() - at.max(from));
                input.copy_within(from..from + len, at);
            }
            5 => {
                let byte = input[self.below(input.len())];
                input.insert(at, byte);
            }
            _ => {
                let len = (1 + self.below(16)).min(input.len() - at);
                input.drain(at..at + len);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_seed_same_inputs() {
        let seeds = [b"some bytes to begin with".to_vec(), vec![0; 9]];
        let inputs = |seed| {
            let mut mutator = Mutator::new(seed);
            (0..500).map(|_| mutator.mutate(&seeds)).collect::<Vec<_>>()
        };
        assert_eq!(inputs(1), inputs(1));
        assert_ne!(inputs(1), inputs(2));
    }
}
