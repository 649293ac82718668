// Opening, reading, closing.

#include "Editor.h"
#include "Signals.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

cle_editor *cle_self(EditLine *el) {
  void *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  return editor;
}

/// Whether the terminal can do what hint, search and paste need: go up and clear.
static bool terminal_draws(EditLine *el) {
  const char *type = getenv("TERM");
  char up[] = "up", clear[] = "ce";
  char *goes_up = NULL, *clears = NULL;
  el_wget(el, EL_GETTC, up, &goes_up);
  el_wget(el, EL_GETTC, clear, &clears);
  return type && strcmp(type, "dumb") != 0 && goes_up && *goes_up && clears && *clears;
}

cle_editor *cle_open(const char *program, int historySize, cle_callbacks callbacks) {
  struct termios found;
  if (tcgetattr(STDIN_FILENO, &found) != 0 || !isatty(STDOUT_FILENO)) return NULL;
  cle_start_locale();
  if (!cle_install_signals(true)) return NULL;
  EditLine *el = el_init(program, stdin, stdout, stderr);
  if (!el) return NULL;

  cle_editor *editor = calloc(1, sizeof *editor);
  if (!editor) abort();
  editor->el = el;
  editor->found = found;
  editor->callbacks = callbacks;
  editor->prompt = wcsdup(L"");
  editor->plain_prompt = wcsdup(L"");
  editor->can_draw = terminal_draws(el);
  editor->history = history_winit();
  if (!editor->prompt || !editor->plain_prompt || !editor->history) abort();

  el_wset(el, EL_CLIENTDATA, editor);  // before any callback can run
  el_wset(el, EL_SIGNAL, 0);           // its own handlers signal the whole process group
  el_wset(el, EL_GETCFN, cle_get_character);
  el_wset(el, EL_PROMPT_ESC, cle_prompt, L'\1');
  el_wset(el, EL_RPROMPT_ESC, cle_right_prompt, L'\1');
  HistEventW event;
  history_w(editor->history, &event, H_SETSIZE, historySize);  // it starts with room for nothing
  history_w(editor->history, &event, H_SETUNIQUE, 1);
  el_wset(el, EL_HIST, history_w, editor->history);
  cle_add_functions(editor);
  cle_bind_all(editor);
  editor->pipe_action = signal(SIGPIPE, SIG_IGN);
  return editor;
}

bool cle_is_editing(const cle_editor *editor) {
  int edits = 0;
  el_wget(editor->el, EL_EDITMODE, &edits);
  return edits;
}

void cle_close(cle_editor *editor) {
  if (!editor) return;
  signal(SIGPIPE, editor->pipe_action);
  // el_end would set the mode with TCSAFLUSH and lose what was typed ahead; with editing off it leaves the mode alone.
  tcsetattr(STDIN_FILENO, TCSADRAIN, &editor->found);
  el_wset(editor->el, EL_EDITMODE, 0);
  history_wend(editor->history);
  el_end(editor->el);
  cle_forget_recall(editor);
  free(editor->prompt), free(editor->plain_prompt), free(editor->hint), free(editor->hinted_line);
  free(editor);
}

void cle_remember(cle_editor *editor, const char *entry) {
  HistEventW event;
  wchar_t *wide = cle_wide(entry);
  history_w(editor->history, &event, H_ENTER, wide);
  free(wide);
}

static void prepare(cle_editor *editor, const char *prompt) {
  free(editor->prompt), free(editor->plain_prompt);
  editor->prompt = cle_wide(prompt);
  editor->plain_prompt = cle_without_marked(editor->prompt);
  free(editor->hinted_line);  // the same line may have another hint now
  editor->hinted_line = NULL;
  editor->searching = editor->hint_hidden = editor->paste_begun = false;
  editor->outcome = CLE_LINE;
  editor->detail = 0;
  cle_forget_recall(editor);
}

cle_event cle_read(cle_editor *editor, const char *prompt, char **line, int *detail) {
  *line = NULL;
  *detail = cle_termination_signal();
  if (*detail) return CLE_TERMINATED;
  prepare(editor, prompt);
  cle_drain_signals();
  reading_signals before;
  cle_catch_reading_signals(&before);
  el_resize(editor->el);  // nobody watched while the program worked
  cle_begin_raw(editor);

  int count = 0;
  errno = 0;
  const wchar_t *text = el_wgets(editor->el, &count);
  int reason = errno;

  if (editor->outcome == CLE_LINE && !text) {
    editor->outcome = count == 0 ? CLE_END : CLE_FAILED;  // Ctrl-D, or a failure that is libedit's own
    editor->detail = reason;
  }
  switch (editor->outcome) {
    case CLE_INTERRUPTED: cle_leave_screen(editor, "^C"); break;
    case CLE_LINE: break;
    default: cle_leave_screen(editor, "");
  }
  cle_end_raw(editor);
  cle_release_reading_signals(&before);
  if (editor->outcome == CLE_INTERRUPTED) cle_reset_interrupts();
  if (editor->outcome == CLE_LINE) {
    while (count > 0 && (text[count - 1] == L'\n' || text[count - 1] == L'\r')) count--;
    *line = cle_utf8(text, (size_t)count);
  }
  *detail = editor->detail;
  return editor->outcome;
}
