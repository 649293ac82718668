// Tab. What it does is decided by the callback.

#include "Editor.h"

#include <stdlib.h>
#include <string.h>

/// Prints a text below the line, and the line again below the text.
static void print_below(cle_editor *editor, const char *text) {
  size_t cursor = cle_cursor(editor);
  cle_leave_screen(editor, "");
  for (; *text; text++) {
    if (*text == '\n') fputc('\r', stdout);
    fputc(*text, stdout);
  }
  editor->hint_hidden = false;
  el_cursor(editor->el, (int)cursor - (int)cle_cursor(editor));
  el_wset(editor->el, EL_REFRESH);
}

unsigned char cle_complete(EditLine *el, int key) {
  (void)key;
  cle_editor *editor = cle_self(el);
  if (!editor->callbacks.complete) return CC_ERROR;
  wchar_t *wide = cle_copy_line(editor);
  char *line = cle_utf8(wide, wcslen(wide)), *before = cle_utf8(wide, cle_cursor(editor));
  cle_completion change = editor->callbacks.complete(editor->callbacks.context, line, strlen(before));
  free(wide), free(line), free(before);

  unsigned char result = CC_ERROR;
  if (change.inserted) {
    if (change.erased <= cle_cursor(editor)) el_deletestr(el, (int)change.erased);
    wchar_t *inserted = cle_wide(change.inserted);
    el_winsertstr(el, inserted);
    free(inserted);
    result = CC_REFRESH;
  } else if (change.listing) {
    print_below(editor, change.listing);
    result = CC_NORM;
  }
  free(change.inserted), free(change.listing);
  return result;
}
