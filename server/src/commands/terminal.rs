//! Speaking to the person at the terminal.

/// The command ran and says no: what it was given has bad places, or the audit log does not hold.
pub const REFUSED: u8 = 2;

/// Tells the person at the terminal what is not the command's result, which may go into a file.
#[expect(
    clippy::print_stderr,
    reason = "the one place that speaks to a terminal beside the result"
)]
pub fn say_aside(text: &str) {
    eprintln!("{text}");
}

/// Tells the person at the terminal.
#[expect(
    clippy::print_stdout,
    reason = "the one place that speaks to a terminal"
)]
pub fn say(text: &str) {
    println!("{text}");
}
