//! Walking forward through the bytes of a file.

use domain::evidence::Unfit;

/// The next bytes of a file, taken one after another; what is not there any more is [`Unfit::Broken`].
pub(super) struct Walk<'a>(pub(super) &'a [u8]);

impl<'a> Walk<'a> {
    pub(super) fn take(&mut self, bytes: usize) -> Result<&'a [u8], Unfit> {
        let (taken, rest) = self.0.split_at_checked(bytes).ok_or(Unfit::Broken)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Unfit> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Unfit::Broken)?;
        self.0 = rest;
        Ok(*taken)
    }
}

/// A number of bytes as a file states it.
pub(super) fn size(stated: u32) -> Result<usize, Unfit> {
    usize::try_from(stated).map_err(|_| Unfit::Broken)
}
