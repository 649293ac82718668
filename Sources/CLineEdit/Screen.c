// What is drawn: prompt, hint, the line afresh.

#include "Editor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int terminal_width(void) {
  struct winsize size;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

static int terminal_height(void) {
  struct winsize size;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24;
}

static const wchar_t *current_prompt(const cle_editor *editor) {
  return editor->searching ? editor->search_prompt : editor->prompt;
}

/// Where the text of some characters ends that follows the prompt.
static cle_place place_behind(const cle_editor *editor, const wchar_t *text, size_t count) {
  const wchar_t *prompt = current_prompt(editor);
  int width = terminal_width();
  return cle_advance(cle_advance((cle_place){0, 0}, prompt, wcslen(prompt), width), text, count, width);
}

/// The prompt; without colours where it fills the row.
///
/// libedit loses count of its escape sequences when they stand in a row that it has to reuse, and aborts.
wchar_t *cle_prompt(EditLine *el) {
  cle_editor *editor = cle_self(el);
  if (editor->searching) return editor->search_prompt;
  cle_place end = place_behind(editor, L"", 0);
  bool has_room = end.row == 0 && end.column + 8 < terminal_width();
  return has_room ? editor->prompt : editor->plain_prompt;
}

/// Asks for the hint again if the line or the cursor changed; returns whether the hint did.
static bool update_hint(cle_editor *editor) {
  wchar_t *line = cle_copy_line(editor);
  size_t cursor = cle_cursor(editor);
  if (editor->hinted_line && editor->hinted_cursor == cursor && wcscmp(editor->hinted_line, line) == 0) {
    free(line);
    return false;
  }
  char *utf8 = cle_utf8(line, wcslen(line)), *before = cle_utf8(line, cursor);
  char *hint = editor->callbacks.hint(editor->callbacks.context, utf8, strlen(before));
  wchar_t *wide = cle_wide(hint ? hint : "");
  bool changed = !editor->hint || wcscmp(editor->hint, wide) != 0;
  free(utf8), free(before), free(hint);
  free(editor->hint), free(editor->hinted_line);
  editor->hint = wide;
  editor->hinted_line = line;
  editor->hinted_cursor = cursor;
  return changed;
}

static bool shows_hint(const cle_editor *editor) {
  return editor->can_draw && editor->callbacks.hint && !editor->hint_hidden && !editor->searching;
}

wchar_t *cle_right_prompt(EditLine *el) {
  static wchar_t nothing[] = L"";
  cle_editor *editor = cle_self(el);
  if (!shows_hint(editor)) return nothing;
  update_hint(editor);
  // One that does not fit is not even tried: see cle_prompt.
  cle_place end = place_behind(editor, editor->hinted_line, wcslen(editor->hinted_line));
  end = cle_advance(end, editor->hint, wcslen(editor->hint), terminal_width());
  return end.row == 0 && end.column + 1 < terminal_width() ? editor->hint : nothing;
}

/// How many rows the cursor stands below the first row of the prompt.
int cle_cursor_row(const cle_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  cle_place at = place_behind(editor, line->buffer, (size_t)(line->cursor - line->buffer));
  int last = terminal_height() - 1;
  return at.row < last ? at.row : last;
}

/// Plain typing at the end takes libedit's short way, which leaves the right prompt as it was.
void cle_refresh_hint(cle_editor *editor) {
  if (shows_hint(editor) && update_hint(editor)) cle_repaint(editor, cle_cursor_row(editor));
}

/// Whether prompt and line fill the window, or nearly so.
bool cle_fills_window(const cle_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  return place_behind(editor, line->buffer, (size_t)(line->lastchar - line->buffer)).row + 2 >= terminal_height();
}

/// Draws prompt and line where the prompt begins, `rows_above` the cursor, with nothing below.
void cle_repaint(cle_editor *editor, int rows_above) {
  if (editor->can_draw) {
    if (cle_fills_window(editor)) fputs("\033[H", stdout);
    else if (rows_above > 0) printf("\033[%dA", rows_above);
    fputs("\r\033[J", stdout);
  } else {
    fputs("\r\n", stdout);
  }
  el_wset(editor->el, EL_REFRESH);
}

/// Leaves the line as it stands, without hint, and goes to the row below it after writing a mark.
void cle_leave_screen(cle_editor *editor, const char *mark) {
  int row = cle_cursor_row(editor);
  editor->hint_hidden = true;
  cle_move_to_end(editor);
  if (editor->can_draw) cle_repaint(editor, row);
  printf("%s\r\n", mark);
  fflush(stdout);
}

void cle_begin_raw(cle_editor *editor) {
  el_wset(editor->el, EL_PREP_TERM, 1);
  if (editor->can_draw) fputs("\033[?2004h", stdout);  // pasted text comes in brackets
  fflush(stdout);
}

void cle_end_raw(cle_editor *editor) {
  if (editor->can_draw) fputs("\033[?2004l", stdout);
  fflush(stdout);
  el_wset(editor->el, EL_PREP_TERM, 0);
}
