#define _GNU_SOURCE  // pipe2
#include "Signals.h"
#include "LineEdit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

atomic_int cle_interrupt_counter;
static atomic_int termination;
static atomic_bool resized, suspended, continued;
static atomic_bool unattended;  // a signal came that no `cle_wait` has reported

/// A signal may arrive on any thread; what wakes the reader is a byte in this pipe.
static int wake_pipe[2] = {-1, -1};

static const int lasting_signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { lasting_count = sizeof lasting_signals / sizeof *lasting_signals };
static struct sigaction actions_before[lasting_count];
static bool installed[lasting_count];

/// Whether work is under way that polls the counter, and when its first interrupt came.
static atomic_bool working;
static atomic_llong first_interrupt;
enum { insistence = 2 };  // seconds

static void say(const char *text) {
  ssize_t written = write(STDERR_FILENO, text, strlen(text));
  (void)written;
}

/// The second interrupt of a piece of work within two seconds is answered, the third one ends the process.
static void count_interrupt(void) {
  int count = atomic_fetch_add(&cle_interrupt_counter, 1) + 1;
  if (!atomic_load(&working)) return;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (count == 1) atomic_store(&first_interrupt, now.tv_sec);
  if (now.tv_sec - atomic_load(&first_interrupt) > insistence) return;
  if (count == 2) say("\nstopping...  once more leaves at once\n");
  if (count == 3) _exit(128 + SIGINT);
}

void cle_set_working(bool is_working) { atomic_store(&working, is_working); }

static void note_signal(int signal) {
  int saved = errno;
  switch (signal) {
    case SIGINT: count_interrupt(); break;
    case SIGWINCH: atomic_store(&resized, true); break;
    case SIGTSTP: atomic_store(&suspended, true); break;
    case SIGCONT: atomic_store(&continued, true); break;
    default: atomic_store(&termination, signal);
  }
  atomic_store(&unattended, true);
  // A full pipe wakes the reader as well as one byte more would.
  ssize_t written = write(wake_pipe[1], "", 1);
  (void)written;
  errno = saved;
}

static struct sigaction noting(void) {
  struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  return action;
}

void cle_reset_interrupts(void) { atomic_store(&cle_interrupt_counter, 0); }
int cle_termination_signal(void) { return atomic_load_explicit(&termination, memory_order_relaxed); }

bool cle_install_signals(bool evenIfIgnored) {
  if (wake_pipe[0] < 0 && pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  struct sigaction action = noting();
  sigset_t caught;
  sigemptyset(&caught);
  for (int i = 0; i < lasting_count; i++) {
    if (installed[i]) continue;
    if (sigaction(lasting_signals[i], NULL, &actions_before[i]) != 0) return false;
    bool ignored = actions_before[i].sa_handler == SIG_IGN;
    if (ignored && !(evenIfIgnored && lasting_signals[i] == SIGINT)) continue;
    if (sigaction(lasting_signals[i], &action, NULL) != 0) return false;
    installed[i] = true;
    sigaddset(&caught, lasting_signals[i]);
  }
  // A parent that starts us from a thread on which they are blocked, as Foundation's Process may, blocks them here too.
  return pthread_sigmask(SIG_UNBLOCK, &caught, NULL) == 0;
}

void cle_restore_signals(void) {
  for (int i = 0; i < lasting_count; i++) {
    if (installed[i]) sigaction(lasting_signals[i], &actions_before[i], NULL);
    installed[i] = false;
  }
}

/// Catches a signal, unless the parent had it ignored.
static void catch_signal(int signal, struct sigaction *before) {
  struct sigaction action = noting();
  sigaction(signal, NULL, before);
  if (before->sa_handler != SIG_IGN) sigaction(signal, &action, NULL);
}

void cle_catch_reading_signals(reading_signals *before) {
  catch_signal(SIGWINCH, &before->resized);
  catch_signal(SIGTSTP, &before->suspended);
  catch_signal(SIGCONT, &before->continued);
}

void cle_release_reading_signals(const reading_signals *before) {
  sigaction(SIGWINCH, &before->resized, NULL);
  sigaction(SIGTSTP, &before->suspended, NULL);
  sigaction(SIGCONT, &before->continued, NULL);
}

void cle_stop_process(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
  sigaction(SIGTSTP, &standard, &ours);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

bool cle_take_resized(void) { return atomic_exchange(&resized, false); }
bool cle_take_suspended(void) { return atomic_exchange(&suspended, false); }
bool cle_take_continued(void) { return atomic_exchange(&continued, false); }

static void empty_pipe(void) {
  char bytes[64];
  while (read(wake_pipe[0], bytes, sizeof bytes) > 0) {}
}

void cle_drain_signals(void) {
  empty_pipe();
  atomic_store(&unattended, false);
  cle_reset_interrupts();
  atomic_store(&resized, false);
  atomic_store(&suspended, false);
  atomic_store(&continued, false);
}

cle_wait_result cle_wait(int descriptor, int milliseconds) {
  struct pollfd waiting[2] = {
      {.fd = descriptor, .events = POLLIN},
      {.fd = wake_pipe[0], .events = POLLIN},  // poll leaves out descriptor -1
  };
  for (;;) {
    int ready = poll(waiting, 2, milliseconds);
    if (ready == 0) return CLE_TIMED_OUT;
    if (ready < 0) {
      if (errno == EINTR) continue;  // if it was one of ours, the pipe says so now
      return CLE_NOT_WAITING;
    }
    // A handler may run just after poll looked at the pipe; what was typed after Ctrl-C must still wait.
    if (atomic_exchange(&unattended, false) || (waiting[1].revents & POLLIN)) {
      empty_pipe();
      return CLE_SIGNALLED;
    }
    if (waiting[0].revents & POLLNVAL) {
      errno = EBADF;
      return CLE_NOT_WAITING;
    }
    return CLE_READABLE;
  }
}
