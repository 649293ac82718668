// Ctrl-R: entries that contain a text, found while it is typed.
//
// libedit's own search takes regular expressions, looks keys up by the low byte of a letter, and reports an
// interruption as the end of the input.

#include "Editor.h"

#include <stdlib.h>

enum { longest_pattern = 128 };
enum { interrupt_search = 007, erase = 010, find_next = 022, escape = 033, erase_too = 0177 };

typedef struct {
  wchar_t pattern[longest_pattern + 1];
  size_t length, position;  // of the entry that is shown, from 1; 0 for the typed line
  bool failed;
} history_search;

/// Goes to the next entry with the pattern, from a position on; the search fails where it stands.
static void find(cle_editor *editor, history_search *search, size_t from) {
  search->failed = false;
  if (search->length == 0) {
    search->position = 0;
    return;
  }
  HistEventW event;
  int found = history_w(editor->history, &event, H_FIRST);
  for (size_t position = 1; found >= 0; position++, found = history_w(editor->history, &event, H_NEXT)) {
    if (position < from || !wcsstr(event.str, search->pattern)) continue;
    search->position = position;
    return;
  }
  search->failed = true;
}

static void show(cle_editor *editor, const history_search *search) {
  int row = cle_cursor_row(editor);
  static wchar_t prompt[longest_pattern + 32];
  swprintf(prompt, sizeof prompt / sizeof *prompt, L"%ls \"%ls\": ",
           search->failed ? L"not found" : L"search", search->pattern);
  editor->search_prompt = prompt;
  editor->searching = true;
  const wchar_t *entry = cle_history_entry(editor, search->position);
  if (entry) {
    const wchar_t *match = wcsstr(entry, search->pattern);
    cle_set_line(editor, entry, match ? (size_t)(match - entry) : wcslen(entry));
  }
  cle_repaint(editor, row);
}

/// Back to the usual prompt, with the line as it stands.
static unsigned char leave(cle_editor *editor) {
  int row = cle_cursor_row(editor);
  editor->searching = false;
  cle_repaint(editor, row);
  return CC_NORM;
}

unsigned char cle_search(EditLine *el, int key) {
  (void)key;
  cle_editor *editor = cle_self(el);
  wchar_t *typed = cle_copy_line(editor);
  size_t cursor = cle_cursor(editor);
  history_search search = {0};
  for (;;) {
    show(editor, &search);
    fflush(stdout);
    wchar_t character;
    if (cle_next_key(editor, &character) != 1) break;  // the reader ends the line
    if (character == find_next) {
      find(editor, &search, search.position + 1);
    } else if (character == erase || character == erase_too) {
      if (search.length > 0) search.pattern[--search.length] = 0;
      find(editor, &search, 1);
    } else if (character == interrupt_search) {
      cle_set_line(editor, typed, cursor);
      break;
    } else if (character >= 0x20 && search.length < longest_pattern) {
      search.pattern[search.length++] = character;
      find(editor, &search, search.position > 0 ? search.position : 1);
    } else {
      // Any other key takes the entry and then does what it does; Escape alone only takes it.
      bool isEscapeAlone = character == escape && editor->awaits_meta;
      editor->awaits_meta = false;
      if (!isEscapeAlone) cle_unread(editor, character);
      break;
    }
  }
  free(typed);
  return leave(editor);
}
