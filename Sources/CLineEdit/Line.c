// The line in libedit's buffer.

#include "Editor.h"

#include <stdlib.h>

wchar_t *cle_copy_line(const cle_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  size_t count = (size_t)(line->lastchar - line->buffer);
  wchar_t *copy = calloc(count + 1, sizeof *copy);
  if (!copy) abort();
  return wmemcpy(copy, line->buffer, count);
}

size_t cle_cursor(const cle_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  return (size_t)(line->cursor - line->buffer);
}

void cle_move_to_end(cle_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  el_cursor(editor->el, (int)(line->lastchar - line->cursor));
}

void cle_set_line(cle_editor *editor, const wchar_t *text, size_t cursor) {
  cle_move_to_end(editor);
  el_deletestr(editor->el, (int)cle_cursor(editor));
  el_winsertstr(editor->el, text);
  el_cursor(editor->el, (int)cursor - (int)cle_cursor(editor));
}
