import CLineEdit
import Glibc

/// Ctrl-C, and the signals that ask the process to leave.
///
/// The handler only counts and wakes a waiting reader. Long work polls `isRequested`, which costs as much as a memory
/// access. A `LibEditSource` begins and ends each line with a count of 0; elsewhere the program resets it.
public enum Interrupts {
  /// Begins to count SIGINT and to note SIGTERM and SIGHUP.
  ///
  /// What the parent had ignored stays ignored (`nohup`, background jobs without job control), but Ctrl-C at a
  /// terminal. Returns whether it worked.
  @discardableResult
  public static func install() -> Bool {
    cle_install_signals(isatty(STDIN_FILENO) == 1)
  }

  /// Puts back what was in force before `install`.
  public static func restore() { cle_restore_signals() }

  /// How many interrupts came since the last reset.
  public static var count: Int { Int(cle_interrupt_count()) }

  /// The signal that asked the process to leave.
  public static var termination: Int32? {
    let signal = cle_termination_signal()
    return signal == 0 ? nil : signal
  }

  /// Whether work should stop: after an interrupt, or when the process was asked to leave.
  public static var isRequested: Bool { cle_interrupt_count() != 0 || cle_termination_signal() != 0 }

  /// Forgets the interrupts, not the termination.
  public static func reset() { cle_reset_interrupts() }

  /// Runs work that polls `isRequested`.
  ///
  /// If it does not look, the third interrupt within two seconds ends the process with status 130.
  public static func whileWorking<Result>(_ work: () -> Result) -> Result {
    reset()
    cle_set_working(true)
    defer {
      cle_set_working(false)
      reset()
    }
    return work()
  }
}
