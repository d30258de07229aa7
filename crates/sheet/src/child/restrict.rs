//! What the reading process may no longer do, as far as the system can be asked for it.

use std::{fs::File, io};

#[cfg(unix)]
pub(super) use unix::{standard_files, this_process};
#[cfg(windows)]
pub(super) use windows::{NO_WINDOW, job, standard_files, this_process};

#[cfg(unix)]
mod unix {
    use super::{File, io};
    use crate::limits;
    use rlimit::Resource;
    use std::os::fd::AsFd as _;

    /// Standard input and output as files: the one can be sought in, the other does not look for line ends.
    pub(in crate::child) fn standard_files() -> io::Result<(File, File)> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        let output = io::stdout().as_fd().try_clone_to_owned()?;
        Ok((input.into(), output.into()))
    }

    /// From here on: little memory and time, no further file, no further process, no bytes in a file, no core dump.
    pub(in crate::child) fn this_process() -> io::Result<()> {
        let memory = memory_of_this_process() + limits::CHILD_MEMORY;
        // Systems differ in what they know; macOS does not count address space. What Linux knows has to succeed.
        for (resource, limit) in [
            (Resource::AS, memory),
            (Resource::DATA, memory),
            (Resource::CPU, limits::CHILD_SECONDS),
            (Resource::FSIZE, 0),
            (Resource::CORE, 0),
            (Resource::NOFILE, 0),
        ] {
            let set = resource.set(limit, limit);
            if cfg!(target_os = "linux") {
                set?;
            }
        }
        // Counted over all processes of the user, so only the wish for none can be said, and not everywhere.
        let _ = Resource::NPROC.set(0, 0);
        Ok(())
    }

    /// Bytes of address space that the program and its libraries take already: a program with a window has hundreds of megabytes before it does anything.
    fn memory_of_this_process() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let size = status
            .lines()
            .find_map(|line| line.strip_prefix("VmSize:")?.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
        size.map_or(limits::CHILD_MEMORY, |kib| kib * 1024)
    }
}

#[cfg(windows)]
mod windows {
    use super::{File, io};
    use crate::limits;
    use std::os::windows::io::AsHandle as _;
    use win32job::{ExtendedLimitInfo, Job, JobError};

    /// `CREATE_NO_WINDOW`: no console flashes up when a program with a window starts the reader.
    pub(in crate::child) const NO_WINDOW: u32 = 0x0800_0000;

    /// Standard input and output as files: the one can be sought in, the other does not look for line ends.
    pub(in crate::child) fn standard_files() -> io::Result<(File, File)> {
        let input = io::stdin().as_handle().try_clone_to_owned()?;
        let output = io::stdout().as_handle().try_clone_to_owned()?;
        Ok((input.into(), output.into()))
    }

    /// Nothing: the parent's [`job`] does it.
    #[expect(clippy::unnecessary_wraps, reason = "as on the other systems")]
    pub(in crate::child) fn this_process() -> io::Result<()> {
        Ok(())
    }

    /// Holds the child's working memory down, and ends it with the parent.
    pub(in crate::child) fn job(child: &tokio::process::Child) -> Result<Job, JobError> {
        let most = usize::try_from(limits::CHILD_MEMORY).unwrap_or(usize::MAX);
        let mut wanted = ExtendedLimitInfo::new();
        wanted.limit_kill_on_job_close().limit_working_memory(1024 * 1024, most);
        let job = Job::create_with_limit_info(&wanted)?;
        if let Some(handle) = child.raw_handle() {
            job.assign_process(handle as isize)?;
        }
        Ok(job)
    }
}
