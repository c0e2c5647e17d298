//! Numbers that look random and are the same for the same seed, on every machine and in every version.

/// SplitMix64 (Steele, Lea, Flood 2014): a counter and a mixing function.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// Between 0 and 1, without 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Below `n`, all alike; 0 where `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f64) as usize
    }

    /// True so many times out of a hundred.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `all`, all alike.
    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// A rank below `n` by the law of Zipf and Mandelbrot: rank r is as frequent as 1 / (r + `flat`). The larger `flat`,
    /// the less the first ranks stand out. By the inverse of the continuous distribution.
    pub(crate) fn zipf(&mut self, n: usize, flat: f64) -> usize {
        let grown = (n as f64 + flat) / flat;
        ((flat * grown.powf(self.unit()) - flat) as usize).min(n - 1)
    }

    /// A rank of an endless list, r or more with a probability of (1 + r / 50) to the power of -`tail`: of n draws about
    /// n to the power of 1 / (1 + `tail`) differ, as words of texts do (Heaps).
    pub(crate) fn endless(&mut self, tail: f64) -> u64 {
        (50.0 * ((1.0 - self.unit()).powf(-1.0 / tail) - 1.0)).min(1e18) as u64
    }
}

/// The mixing function of SplitMix64: neighbouring numbers far apart.
pub(crate) fn mix(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}
