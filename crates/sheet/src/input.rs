//! What is read, as an open file.

use crate::limits;
use rollcall_app::ports::Unreadable;
use std::{
    fs::File,
    io::{self, Write as _},
    path::Path,
};

/// Opens a file to read it, if it is one and not too large.
pub(crate) async fn open(path: &Path) -> Result<File, Unreadable> {
    let path = path.to_owned();
    let opened = tokio::task::spawn_blocking(move || {
        // Before opening: to open a named pipe waits for somebody who writes to it.
        if !std::fs::metadata(&path)?.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        let file = File::open(&path)?;
        let opened = file.metadata()?;
        if !opened.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        Ok((file, opened.len()))
    });
    match opened.await {
        Ok(Ok((_, 0))) => Err(Unreadable::Empty),
        Ok(Ok((_, bytes))) if bytes > limits::FILE_BYTES => Err(Unreadable::TooLarge(limits::FILE_BYTES / limits::MIB)),
        Ok(Ok((file, _))) => Ok(file),
        Ok(Err(error)) => Err(Unreadable::NotOpened(error.to_string())),
        Err(error) => Err(Unreadable::NotOpened(error.to_string())),
    }
}

/// Puts a text into a file without a name, which is gone when nobody has it open any more.
pub(crate) async fn keep(text: &str) -> Result<File, Unreadable> {
    if text.is_empty() {
        return Err(Unreadable::Empty);
    }
    if text.len() as u64 > limits::FILE_BYTES {
        return Err(Unreadable::TooLarge(limits::FILE_BYTES / limits::MIB));
    }
    let text = text.to_owned();
    let kept = tokio::task::spawn_blocking(move || {
        let mut file = tempfile::tempfile()?;
        file.write_all(text.as_bytes())?;
        Ok::<_, io::Error>(file)
    });
    let not_kept = |error: io::Error| Unreadable::NotOpened(error.to_string());
    kept.await.map_err(|error| not_kept(io::Error::other(error)))?.map_err(not_kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_no_file_is_not_opened() {
        let folder = std::env::temp_dir();
        assert!(matches!(open(&folder).await, Err(Unreadable::NotOpened(_))));
        assert!(matches!(open(&folder.join("there is no such file.xlsx")).await, Err(Unreadable::NotOpened(_))));
    }
}
