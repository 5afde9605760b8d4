// SPDX-License-Identifier: GPL-3.0-or-later
// zlib. inflateInit2 is a macro that passes its own version and structure size, so it needs a wrapper.
#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

static inline int czlib_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
static inline int czlib_deflate_init_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
