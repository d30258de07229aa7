//! The composition that the window and the command share: the machine’s clock, dice and keyring, and opening a workspace.
