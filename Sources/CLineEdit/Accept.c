// Enter: the hint goes, the line stays.

#include "Editor.h"

unsigned char cle_accept(EditLine *el, int key) {
  (void)key;
  static const wchar_t newline[] = {newline_key, 0};
  cle_editor *editor = cle_self(el);
  editor->hint_hidden = true;
  cle_move_to_end(editor);
  el_wpush(el, newline);  // libedit ends the line itself, after the refresh without hint
  return CC_REFRESH;
}
