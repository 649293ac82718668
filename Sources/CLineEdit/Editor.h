// The editor's parts, each in a file of its own.

#ifndef LIP_EDITOR_H
#define LIP_EDITOR_H

#include "LineEdit.h"
#include "WideText.h"

#include <histedit.h>
#include <stdio.h>
#include <termios.h>

enum { longest_sequence = 32 };

struct cle_editor {
  EditLine *el;
  HistoryW *history;
  cle_callbacks callbacks;
  struct termios found;  // the terminal's mode before us
  void (*pipe_action)(int);

  bool can_draw;  // the terminal can move its cursor up and clear
  bool searching, hint_hidden, paste_begun;
  wchar_t *prompt, *plain_prompt, *search_prompt;

  wchar_t *hint, *hinted_line;  // the hint, and the line and cursor that it was made for
  size_t hinted_cursor;

  wchar_t queue[longest_sequence];  // characters that were looked at and not yet used
  size_t queued, queue_start;
  bool awaits_meta;  // a lone Escape was handed out: the next character belongs to it

  wchar_t *recall_typed, *recall_shown;  // what was typed before Up, and what Up put there
  size_t recall_prefix, recall_position;

  cle_event outcome;  // other than CLE_LINE as soon as reading has to end
  int detail;
};

cle_editor *cle_self(EditLine *el);

// Keys.c
int cle_next_character(cle_editor *editor, wchar_t *character);
int cle_next_key(cle_editor *editor, wchar_t *character);
void cle_unread(cle_editor *editor, wchar_t character);
int cle_get_character(EditLine *el, wchar_t *character);

// Screen.c
wchar_t *cle_prompt(EditLine *el);
wchar_t *cle_right_prompt(EditLine *el);
void cle_refresh_hint(cle_editor *editor);
int cle_cursor_row(const cle_editor *editor);
bool cle_fills_window(const cle_editor *editor);
void cle_repaint(cle_editor *editor, int rows_above);
void cle_leave_screen(cle_editor *editor, const char *mark);
void cle_begin_raw(cle_editor *editor);
void cle_end_raw(cle_editor *editor);

// Line.c
wchar_t *cle_copy_line(const cle_editor *editor);
size_t cle_cursor(const cle_editor *editor);
void cle_move_to_end(cle_editor *editor);
void cle_set_line(cle_editor *editor, const wchar_t *text, size_t cursor);

// Recall.c, Search.c, Completion.c, Paste.c, Accept.c: functions that keys are bound to
unsigned char cle_older(EditLine *el, int key);
unsigned char cle_newer(EditLine *el, int key);
void cle_forget_recall(cle_editor *editor);
const wchar_t *cle_history_entry(cle_editor *editor, size_t position);
unsigned char cle_search(EditLine *el, int key);
unsigned char cle_complete(EditLine *el, int key);
unsigned char cle_paste(EditLine *el, int key);
unsigned char cle_accept(EditLine *el, int key);

// Bindings.c
enum { paste_key = 036, newline_key = 017 };  // ^^ and ^O
void cle_add_functions(cle_editor *editor);
void cle_bind_all(cle_editor *editor);
bool cle_is_bound(cle_editor *editor, const wchar_t *sequence);

#endif
