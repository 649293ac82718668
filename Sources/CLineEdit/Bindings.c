// Which key does what. The user's .editrc is read between the friendly bindings and the essential ones.

#include "Editor.h"

#include <stdlib.h>

typedef struct {
  const wchar_t *key, *function;
} binding;

/// Keys that the user may bind otherwise.
static const binding friendly[] = {
    {L"^R", L"lip-search"},
    {L"^P", L"lip-older"},
    {L"^N", L"lip-newer"},
    {L"^W", L"ed-delete-prev-word"},
    {L"^U", L"vi-kill-line-prev"},
    {L"\\e[A", L"lip-older"},
    {L"\\eOA", L"lip-older"},
    {L"\\e[B", L"lip-newer"},
    {L"\\eOB", L"lip-newer"},
    {L"\\e[C", L"ed-next-char"},
    {L"\\eOC", L"ed-next-char"},
    {L"\\e[D", L"ed-prev-char"},
    {L"\\eOD", L"ed-prev-char"},
    {L"\\e[1;5C", L"em-next-word"},
    {L"\\e[1;3C", L"em-next-word"},
    {L"\\e[5C", L"em-next-word"},
    {L"\\e[1;5D", L"ed-prev-word"},
    {L"\\e[1;3D", L"ed-prev-word"},
    {L"\\e[5D", L"ed-prev-word"},
    {L"\\e[H", L"ed-move-to-beg"},
    {L"\\eOH", L"ed-move-to-beg"},
    {L"\\e[1~", L"ed-move-to-beg"},
    {L"\\e[7~", L"ed-move-to-beg"},
    {L"\\e[F", L"ed-move-to-end"},
    {L"\\eOF", L"ed-move-to-end"},
    {L"\\e[4~", L"ed-move-to-end"},
    {L"\\e[8~", L"ed-move-to-end"},
    {L"\\e[3~", L"ed-delete-next-char"},
    {L"\\e[3;5~", L"em-delete-next-word"},
};

/// Keys without which the notebook does not work.
static const binding essential[] = {
    {L"^I", L"lip-complete"},
    {L"^M", L"lip-accept"},
    {L"^J", L"lip-accept"},
    {L"^O", L"ed-newline"},  // newline_key
    {L"\\036", L"lip-paste"},  // paste_key
};

void cle_add_functions(cle_editor *editor) {
  EditLine *el = editor->el;
  el_wset(el, EL_ADDFN, L"lip-complete", L"Complete the word, or list what is possible", cle_complete);
  el_wset(el, EL_ADDFN, L"lip-accept", L"Accept the line", cle_accept);
  el_wset(el, EL_ADDFN, L"lip-paste", L"Insert a pasted text", cle_paste);
  el_wset(el, EL_ADDFN, L"lip-older", L"Older entry that begins like the line", cle_older);
  el_wset(el, EL_ADDFN, L"lip-newer", L"Newer entry that begins like the line", cle_newer);
  el_wset(el, EL_ADDFN, L"lip-search", L"Search the history", cle_search);
}

/// Whether libedit knows a sequence of at least two characters.
///
/// It can only be asked to print the binding: it does so on its output, or says on its error output that there is none.
bool cle_is_bound(cle_editor *editor, const wchar_t *sequence) {
  wchar_t quoted[2 * longest_sequence + 1], *next = quoted;
  for (const wchar_t *c = sequence; *c; c++) {
    if (*c == L'\\' || *c == L'^') *next++ = L'\\';
    *next++ = *c;
  }
  *next = 0;
  char *answer = NULL, *complaint = NULL;
  size_t answered = 0, complained = 0;
  FILE *output = open_memstream(&answer, &answered), *error = open_memstream(&complaint, &complained);
  if (!output || !error) abort();
  el_wset(editor->el, EL_SETFP, 1, output);
  el_wset(editor->el, EL_SETFP, 2, error);
  el_wset(editor->el, EL_BIND, quoted, NULL);
  el_wset(editor->el, EL_SETFP, 1, stdout);
  el_wset(editor->el, EL_SETFP, 2, stderr);
  fclose(output), fclose(error);
  free(answer), free(complaint);
  return answered > 0;
}

static void bind(cle_editor *editor, const binding *bindings, size_t count) {
  for (size_t i = 0; i < count; i++)
    el_wset(editor->el, EL_BIND, bindings[i].key, bindings[i].function, NULL);
}

void cle_bind_all(cle_editor *editor) {
  EditLine *el = editor->el;
  enum { friendly_count = sizeof friendly / sizeof *friendly };
  enum { essential_count = sizeof essential / sizeof *essential };

  el_wset(el, EL_EDITOR, L"emacs");  // Debian's default is vi
  bind(editor, friendly, friendly_count);
  el_source(el, NULL);  // $EDITRC or ~/.editrc; whether there is one does not matter

  const wchar_t *name = L"";
  bool is_vi = el_wget(el, EL_EDITOR, &name) == 0 && wcscmp(name, L"vi") == 0;
  // `bind -e` in the file throws every binding away, ours too.
  if (!is_vi && !cle_is_bound(editor, L"\033[1;5C")) bind(editor, friendly, friendly_count);
  bind(editor, essential, essential_count);
  if (is_vi) {  // its command mode has a map of its own
    for (size_t i = 0; i < essential_count; i++)
      el_wset(el, EL_BIND, L"-a", essential[i].key, essential[i].function, NULL);
  }
}
