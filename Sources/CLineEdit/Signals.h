// What signals asked for while a line was being read.

#ifndef LIP_SIGNALS_H
#define LIP_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/// The actions for signals that matter only while a line is being read.
typedef struct {
  struct sigaction resized, suspended, continued;
} reading_signals;

/// Catches SIGWINCH, SIGTSTP and SIGCONT. Elsewhere Ctrl-Z must stop the process at once.
void cle_catch_reading_signals(reading_signals *before);
void cle_release_reading_signals(const reading_signals *before);

/// Stops the process as an uncaught SIGTSTP would; returns when it is continued.
void cle_stop_process(void);

/// Whether the signal came since the last question.
bool cle_take_resized(void);
bool cle_take_suspended(void);
bool cle_take_continued(void);

/// Forgets what came before reading began.
void cle_drain_signals(void);

#endif
