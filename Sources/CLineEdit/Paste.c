// Bracketed paste: a text between ESC [ 200 ~ and ESC [ 201 ~ goes into the line as it is, newlines and all.

#include "Editor.h"

#include <stdlib.h>

unsigned char cle_paste(EditLine *el, int key) {
  (void)key;
  cle_editor *editor = cle_self(el);
  if (!editor->paste_begun) return CC_ERROR;  // somebody pressed the key that stands for the sequence
  editor->paste_begun = false;

  static const wchar_t closing[] = L"\033[201~";
  enum { closing_length = sizeof closing / sizeof *closing - 1 };
  size_t count = 0, capacity = 256;
  wchar_t *text = malloc(capacity * sizeof *text), character;
  if (!text) abort();
  while (cle_next_character(editor, &character) == 1) {
    if (count + 1 == capacity) {
      capacity *= 2;
      text = realloc(text, capacity * sizeof *text);
      if (!text) abort();
    }
    text[count++] = character;
    if (character != L'~' || count < closing_length) continue;
    if (wmemcmp(text + count - closing_length, closing, closing_length) != 0) continue;
    count -= closing_length;
    break;
  }

  // Terminals paste the end of a row as a return; no control character gets into the line.
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    wchar_t c = text[i] == L'\r' ? L'\n' : text[i];
    text[kept++] = (c < 0x20 && c != L'\n') || c == 0x7f ? L' ' : c;
  }
  while (kept > 0 && text[kept - 1] == L'\n') kept--;  // the last row waits for Enter
  text[kept] = 0;
  if (kept > 0) el_winsertstr(el, text);
  free(text);
  return CC_REFRESH;
}
