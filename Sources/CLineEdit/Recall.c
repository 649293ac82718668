// Up and Down: older and newer entries that begin with what was typed.
//
// libedit's own `ed-search-prev-history` takes the typed text as a regular expression anywhere in an entry.

#include "Editor.h"

#include <stdlib.h>

/// The entry at a position counted from 1, the newest; null behind the oldest.
const wchar_t *cle_history_entry(cle_editor *editor, size_t position) {
  HistEventW event;
  int found = history_w(editor->history, &event, H_FIRST);
  for (size_t i = 1; i < position && found >= 0; i++) found = history_w(editor->history, &event, H_NEXT);
  return found >= 0 && position > 0 ? event.str : NULL;
}

void cle_forget_recall(cle_editor *editor) {
  free(editor->recall_typed);
  free(editor->recall_shown);
  editor->recall_typed = editor->recall_shown = NULL;
  editor->recall_position = editor->recall_prefix = 0;
}

/// Whether the line still is what Up put there.
static bool is_recalling(const cle_editor *editor, const wchar_t *line) {
  return editor->recall_position > 0 && wcscmp(line, editor->recall_shown) == 0;
}

static bool fits(const cle_editor *editor, const wchar_t *entry) {
  return wcsncmp(entry, editor->recall_typed, editor->recall_prefix) == 0 && wcscmp(entry, editor->recall_shown) != 0;
}

static void show(cle_editor *editor, const wchar_t *text, size_t position) {
  wchar_t *shown = wcsdup(text);
  if (!shown) abort();
  free(editor->recall_shown);
  editor->recall_shown = shown;
  editor->recall_position = position;
  cle_set_line(editor, shown, wcslen(shown));
}

unsigned char cle_older(EditLine *el, int key) {
  (void)key;
  cle_editor *editor = cle_self(el);
  wchar_t *line = cle_copy_line(editor);
  if (is_recalling(editor, line)) {
    free(line);
  } else {
    cle_forget_recall(editor);
    editor->recall_typed = line;
    editor->recall_shown = wcsdup(line);
    editor->recall_prefix = cle_cursor(editor);
    if (!editor->recall_shown) abort();
  }
  HistEventW event;
  int found = history_w(editor->history, &event, H_FIRST);
  for (size_t position = 1; found >= 0; position++, found = history_w(editor->history, &event, H_NEXT)) {
    if (position <= editor->recall_position || !fits(editor, event.str)) continue;
    show(editor, event.str, position);
    return CC_REFRESH;
  }
  return CC_ERROR;
}

unsigned char cle_newer(EditLine *el, int key) {
  (void)key;
  cle_editor *editor = cle_self(el);
  wchar_t *line = cle_copy_line(editor);
  bool recalling = is_recalling(editor, line);
  free(line);
  if (!recalling) return CC_ERROR;
  const wchar_t *newer = NULL;  // the last one that fits before the entry that is shown
  size_t newer_position = 0;
  HistEventW event;
  int found = history_w(editor->history, &event, H_FIRST);
  for (size_t position = 1; found >= 0 && position < editor->recall_position; position++) {
    if (fits(editor, event.str)) newer = event.str, newer_position = position;
    found = history_w(editor->history, &event, H_NEXT);
  }
  if (newer) {
    show(editor, newer, newer_position);
    return CC_REFRESH;
  }
  cle_set_line(editor, editor->recall_typed, wcslen(editor->recall_typed));
  cle_forget_recall(editor);
  return CC_REFRESH;
}
