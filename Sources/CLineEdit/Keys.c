// From bytes to keys: UTF-8, signals between the bytes, and escape sequences taken whole.

#include "Editor.h"
#include "Signals.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { escape = 033 };
enum { over = -1, timed_out = -2 };
enum { for_ever = -1, after_escape = 40, inside_sequence = 200 };  // milliseconds

static int end_reading(cle_editor *editor, cle_event outcome, int detail) {
  editor->outcome = outcome;
  editor->detail = detail;
  errno = EINTR;
  return over;
}

/// Ctrl-Z: the terminal in its usual mode for whoever comes next, and ours again afterwards.
static void suspend(cle_editor *editor) {
  cle_end_raw(editor);
  cle_stop_process();
  cle_begin_raw(editor);
  cle_take_continued();
  cle_take_resized();
  el_resize(editor->el);
  cle_repaint(editor, 0);
}

/// Does what signals asked for; returns whether reading goes on.
static bool attend(cle_editor *editor) {
  if (cle_termination_signal()) return end_reading(editor, CLE_TERMINATED, cle_termination_signal()) != over;
  if (cle_interrupt_count() > 0) {
    const LineInfoW *line = el_wline(editor->el);
    return end_reading(editor, CLE_INTERRUPTED, line->lastchar > line->buffer) != over;
  }
  if (cle_take_suspended()) suspend(editor);
  if (cle_take_continued()) {  // stopped by somebody else: the mode may be lost
    cle_end_raw(editor);
    cle_begin_raw(editor);
    el_resize(editor->el);
    cle_repaint(editor, 0);
  }
  if (cle_take_resized()) {
    el_resize(editor->el);
    cle_repaint(editor, cle_cursor_row(editor));
  }
  return true;
}

static int next_byte(cle_editor *editor, char *byte, int milliseconds) {
  for (;;) {
    if (editor->outcome != CLE_LINE) return end_reading(editor, editor->outcome, editor->detail);
    switch (cle_wait(STDIN_FILENO, milliseconds)) {
      case CLE_SIGNALLED:
        if (!attend(editor)) return over;
        continue;
      case CLE_TIMED_OUT: return timed_out;
      case CLE_NOT_WAITING: return end_reading(editor, CLE_FAILED, errno);
      case CLE_READABLE: break;
    }
    ssize_t count = read(STDIN_FILENO, byte, 1);
    if (count == 1) return 1;
    if (count == 0) return end_reading(editor, CLE_END, 0);
    if (errno != EINTR && errno != EAGAIN) return end_reading(editor, CLE_FAILED, errno);
  }
}

static int next_character(cle_editor *editor, wchar_t *character, int milliseconds) {
  mbstate_t state = {0};
  for (;;) {
    char byte;
    int got = next_byte(editor, &byte, milliseconds);
    if (got != 1) return got;
    switch (mbrtowc(character, &byte, 1, &state)) {
      case (size_t)-2: milliseconds = for_ever; continue;  // the letter has more bytes
      case (size_t)-1: *character = 0xfffd; return 1;
      default: return 1;
    }
  }
}

int cle_next_character(cle_editor *editor, wchar_t *character) {
  return next_character(editor, character, for_ever);
}

static void enqueue(cle_editor *editor, const wchar_t *characters, size_t count) {
  editor->queue_start = 0;
  editor->queued = count;
  wmemcpy(editor->queue, characters, count);
}

void cle_unread(cle_editor *editor, wchar_t character) {
  wmemmove(editor->queue + 1, editor->queue + editor->queue_start, editor->queued);
  editor->queue_start = 0;
  editor->queue[0] = character;
  editor->queued++;
}

/// What came after an Escape.
typedef enum {
  key_alone,     // nothing, or a key with Meta: Escape is a key
  key_sequence,  // a whole control sequence
  key_broken,    // the beginning of one
  key_over,
} sequence_kind;

/// Reads on after `ESC [` or `ESC O`, up to the letter that ends the sequence (ECMA-48, 5.4).
static sequence_kind finish_sequence(cle_editor *editor, wchar_t *sequence, size_t *count) {
  bool is_control = sequence[1] == L'[';
  int remaining = 0;  // characters that follow without grammar
  for (bool first = true;; first = false) {
    wchar_t character;
    int got = next_character(editor, &character, inside_sequence);
    if (got == over) return key_over;
    if (got == timed_out) return *count == 2 ? key_alone : key_broken;
    bool is_parameter = character >= 0x20 && character <= 0x3f;
    bool is_final = character >= 0x40 && character <= 0x7e;
    if (remaining == 0 && !is_parameter && !is_final) {
      cle_unread(editor, character);
      return key_broken;
    }
    if (*count < longest_sequence - 1) sequence[(*count)++] = character;
    if (remaining > 0) {
      if (--remaining == 0) return key_sequence;
    } else if (first && is_control && character == L'[') {
      remaining = 1;  // a function key of the Linux console: ESC [ [ A
    } else if (first && is_control && character == L'M') {
      remaining = 3;  // a mouse report: button, column, row
    } else if (is_final) {
      return key_sequence;
    }
  }
}

static sequence_kind read_sequence(cle_editor *editor, wchar_t *sequence, size_t *count) {
  sequence[0] = escape;
  *count = 1;
  for (;;) {
    wchar_t character;
    int got = next_character(editor, &character, after_escape);
    if (got == over) return key_over;
    if (got == timed_out) return key_alone;
    if (character == escape) continue;  // Alt with a function key
    sequence[(*count)++] = character;
    if (character != L'[' && character != L'O') return key_alone;
    return finish_sequence(editor, sequence, count);
  }
}

int cle_next_key(cle_editor *editor, wchar_t *character) {
  editor->awaits_meta = false;
  for (;;) {
    if (editor->queued > 0) {
      *character = editor->queue[editor->queue_start++];
      editor->queued--;
      return 1;
    }
    int got = next_character(editor, character, for_ever);
    if (got != 1 || *character != escape) return got;

    wchar_t sequence[longest_sequence] = {0};
    size_t count;
    switch (read_sequence(editor, sequence, &count)) {
      case key_over: return over;
      case key_broken: continue;
      case key_alone:
        editor->awaits_meta = count == 1;
        break;
      case key_sequence:
        if (wcscmp(sequence, L"\033[200~") == 0) {
          editor->paste_begun = true;
          *character = paste_key;
          return 1;
        }
        if (!cle_is_bound(editor, sequence)) continue;  // else libedit would insert its last letters
    }
    enqueue(editor, sequence + 1, count - 1);
    return 1;
  }
}

static bool is_idle(const cle_editor *editor) {
  int waiting = 0;
  return editor->queued == 0 && !editor->awaits_meta && ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting == 0;
}

/// Where libedit gets its characters (EL_GETCFN).
int cle_get_character(EditLine *el, wchar_t *character) {
  cle_editor *editor = cle_self(el);
  // Moving in a line taller than the window, libedit forgets its row, and then writes behind its display.
  if (cle_fills_window(editor)) cle_repaint(editor, 0);
  else if (is_idle(editor)) cle_refresh_hint(editor);
  return cle_next_key(editor, character) == 1 ? 1 : -1;
}
