// A line at a time from a terminal, by libedit.
//
// This target is the only code that sees libedit. Its variadic calls and wide strings stay behind this header; what
// crosses it is UTF-8, and strings that the caller owns afterwards are freed with `free`.

#ifndef LIP_LINE_EDIT_H
#define LIP_LINE_EDIT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

// MARK: Locale

/// Chooses a UTF-8 locale for typed text (only LC_CTYPE: a decimal comma must not reach numbers). Idempotent.
void cle_start_locale(void);

/// Whether the user's own locale is UTF-8, so that output may contain more than ASCII.
bool cle_output_is_utf8(void);

/// How many columns a character takes, as libedit counts them.
int cle_columns(unsigned character);

// MARK: Signals

extern atomic_int cle_interrupt_counter;

/// How many interrupts (Ctrl-C) came since the last reset. A relaxed load: cheap enough for inner loops.
static inline int cle_interrupt_count(void) {
  return atomic_load_explicit(&cle_interrupt_counter, memory_order_relaxed);
}

void cle_reset_interrupts(void);

/// Says whether work is under way that polls the counter. While it is, the third interrupt within two seconds ends the
/// process with status 130.
void cle_set_working(bool is_working);

/// The signal that asks the process to leave (SIGTERM, SIGHUP), or 0.
int cle_termination_signal(void);

/// Counts SIGINT, notes SIGTERM and SIGHUP. A signal that the parent had ignored stays so (nohup, background jobs),
/// unless `evenIfIgnored` asks for SIGINT. Returns false with errno when no pipe could be made.
bool cle_install_signals(bool evenIfIgnored);

/// Puts the actions back that `cle_install_signals` found.
void cle_restore_signals(void);

typedef enum { CLE_READABLE, CLE_SIGNALLED, CLE_TIMED_OUT, CLE_NOT_WAITING } cle_wait_result;

/// Waits until a descriptor can be read or one of our signals arrives, on whichever thread.
///
/// A negative number of milliseconds waits for ever. `CLE_NOT_WAITING` leaves its reason in errno.
cle_wait_result cle_wait(int descriptor, int milliseconds);

// MARK: The editor

typedef struct cle_editor cle_editor;

/// What Tab does: erase some characters before the cursor and insert a text, or print a listing below, or beep.
typedef struct {
  size_t erased;
  char *inserted;
  char *listing;
} cle_completion;

/// The cursor is counted in bytes of the UTF-8 line. Returned strings are malloc'd, or null for nothing.
typedef struct {
  void *context;
  char *(*hint)(void *context, const char *line, size_t cursor);
  cle_completion (*complete)(void *context, const char *line, size_t cursor);
} cle_callbacks;

typedef enum { CLE_LINE, CLE_END, CLE_INTERRUPTED, CLE_TERMINATED, CLE_FAILED } cle_event;

/// An editor on standard input and output, or null with errno when they are no terminal. One a process: closing and
/// opening again works, two at a time do not.
cle_editor *cle_open(const char *program, int historySize, cle_callbacks callbacks);

/// Whether the editor edits; not so when the user's `.editrc` says `edit off`. Do not call `cle_read` then.
bool cle_is_editing(const cle_editor *editor);

/// Puts the terminal back as `cle_open` found it, keeping what was typed ahead.
void cle_close(cle_editor *editor);

/// Reads a line. Escape sequences in the prompt stand between bytes 1 and are followed by a printable character.
///
/// `line` becomes a malloc'd string without its newline for `CLE_LINE`. `detail` is the signal for `CLE_TERMINATED`,
/// errno for `CLE_FAILED`, and for `CLE_INTERRUPTED` whether something typed was dropped.
cle_event cle_read(cle_editor *editor, const char *prompt, char **line, int *detail);

/// Appends an entry to the history that Up and Ctrl-R look through.
void cle_remember(cle_editor *editor, const char *entry);

#endif
