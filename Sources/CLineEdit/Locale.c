#define _GNU_SOURCE  // wcwidth
#include "LineEdit.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>

static bool started, output_is_utf8;

static bool codeset_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

void cle_start_locale(void) {
  if (started) return;
  started = true;
  output_is_utf8 = setlocale(LC_CTYPE, "") && codeset_is_utf8();
  // libedit drops bytes that are invalid in the locale, so typed text needs UTF-8 whatever the user's locale is.
  if (!output_is_utf8) setlocale(LC_CTYPE, "C.UTF-8");
}

bool cle_output_is_utf8(void) {
  cle_start_locale();
  return output_is_utf8;
}

int cle_columns(unsigned character) {
  cle_start_locale();
  int columns = wcwidth((wchar_t)character);
  return columns < 0 ? 0 : columns;
}
