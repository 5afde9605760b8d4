// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CMEMORY_H
#define CMEMORY_H

#include <stdbool.h>

/// Lets the allocator give freed blocks of at least so many bytes back to the system at once.
///
/// Does nothing where the allocator has no such limit. Returns false when the limit was refused.
bool cmemory_give_back_from(int bytes);

#endif
