// UTF-8 outside, libedit's wide characters inside.

#ifndef LIP_WIDE_TEXT_H
#define LIP_WIDE_TEXT_H

#include <stddef.h>
#include <wchar.h>

/// A malloc'd wide string; bytes that are no UTF-8 become U+FFFD.
wchar_t *cle_wide(const char *utf8);

/// A malloc'd UTF-8 string of the first `count` characters.
char *cle_utf8(const wchar_t *text, size_t count);

/// A malloc'd copy without what stands between characters 1.
wchar_t *cle_without_marked(const wchar_t *text);

/// Where a text ends that starts at a column and wraps at `width`, leaving out what stands between characters 1.
typedef struct { int row, column; } cle_place;
cle_place cle_advance(cle_place from, const wchar_t *text, size_t count, int width);

#endif
