//! Short words as numbers: what is looked up for every word of every text is hashed and compared in registers.
//!
//! Knows nothing of case or meaning.

/// The first eight bytes of `bytes` as a number, the first byte lowest; zeros where there are fewer.
///
/// ```
/// use dateline::text::bytes::low_eight;
/// assert_eq!(low_eight(b"abc").to_le_bytes(), *b"abc\0\0\0\0\0");
/// ```
#[inline]
#[must_use]
pub fn low_eight(bytes: &[u8]) -> u64 {
    // Two looks that overlap: to copy some bytes into eight is a call each time, for a few of them.
    let shift = |keep: usize| 8 * (bytes.len() - keep) as u32;
    if let Some(eight) = bytes.first_chunk() {
        u64::from_le_bytes(*eight)
    } else if let (Some(low), Some(high)) = (bytes.first_chunk(), bytes.last_chunk()) {
        u64::from(u32::from_le_bytes(*low)) | u64::from(u32::from_le_bytes(*high)) << shift(4)
    } else if let (Some(low), Some(high)) = (bytes.first_chunk(), bytes.last_chunk()) {
        u64::from(u16::from_le_bytes(*low)) | u64::from(u16::from_le_bytes(*high)) << shift(2)
    } else {
        bytes.first().map_or(0, |&byte| byte.into())
    }
}

/// At most sixteen bytes as two numbers, as [`low_eight`] has them; `None` for more.
#[inline]
#[must_use]
pub fn sixteen(bytes: &[u8]) -> Option<[u64; 2]> {
    match bytes.split_at_checked(8) {
        None => Some([low_eight(bytes), 0]),
        Some((low, high)) => (high.len() <= 8).then(|| [low_eight(low), low_eight(high)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_are_where_a_copy_would_put_them(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            let mut copy = [0; 20];
            copy[..bytes.len()].copy_from_slice(&bytes);
            let at = |n: usize| u64::from_le_bytes(std::array::from_fn(|k| copy[n + k]));
            prop_assert_eq!(low_eight(&bytes), at(0));
            prop_assert_eq!(sixteen(&bytes), (bytes.len() <= 16).then(|| [at(0), at(8)]));
        }
    }
}
