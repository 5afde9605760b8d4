// SPDX-License-Identifier: GPL-3.0-or-later
#include "CMemory.h"

#include <stdlib.h>

#ifdef __GLIBC__

#include <malloc.h>

bool cmemory_give_back_from(int bytes) { return mallopt(M_MMAP_THRESHOLD, bytes) == 1; }

#else

bool cmemory_give_back_from(int bytes) {
    (void)bytes;
    return true;
}

#endif
