#include "LineEdit.h"
void cle_placeholder(void) {}
