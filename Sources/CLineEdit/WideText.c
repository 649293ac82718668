#define _GNU_SOURCE  // wcwidth
#include "WideText.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const wchar_t replacement = 0xfffd;

wchar_t *cle_wide(const char *utf8) {
  size_t left = strlen(utf8);
  wchar_t *wide = calloc(left + 1, sizeof *wide), *next = wide;
  if (!wide) abort();
  mbstate_t state = {0};
  while (left > 0) {
    size_t used = mbrtowc(next, utf8, left, &state);
    if (used == (size_t)-1 || used == (size_t)-2 || used == 0) {
      *next = replacement;
      used = 1;
      state = (mbstate_t){0};
    }
    next++, utf8 += used, left -= used;
  }
  return wide;
}

char *cle_utf8(const wchar_t *text, size_t count) {
  char *utf8 = malloc(count * MB_CUR_MAX + 1), *next = utf8;
  if (!utf8) abort();
  mbstate_t state = {0};
  for (size_t i = 0; i < count; i++) {
    size_t used = wcrtomb(next, text[i], &state);
    if (used == (size_t)-1) {
      state = (mbstate_t){0};
      used = wcrtomb(next, replacement, &state);
    }
    if (used != (size_t)-1) next += used;
  }
  *next = 0;
  return utf8;
}

wchar_t *cle_without_marked(const wchar_t *text) {
  wchar_t *plain = calloc(wcslen(text) + 1, sizeof *plain), *next = plain;
  if (!plain) abort();
  bool shown = true;
  for (; *text; text++) {
    if (*text == 1) shown = !shown;
    else if (shown) *next++ = *text;
  }
  return plain;
}

cle_place cle_advance(cle_place at, const wchar_t *text, size_t count, int width) {
  bool shown = true;
  for (size_t i = 0; i < count; i++) {
    if (text[i] == 1) shown = !shown;
    if (!shown || text[i] == 1) continue;
    if (text[i] == L'\n') {
      at = (cle_place){at.row + 1, 0};
      continue;
    }
    int columns = wcwidth(text[i]);
    if (columns < 0) columns = 2;  // libedit draws a control character as ^A
    if (at.column + columns > width) at = (cle_place){at.row + 1, 0};
    at.column += columns;
    if (at.column >= width) at = (cle_place){at.row + 1, 0};
  }
  return at;
}
