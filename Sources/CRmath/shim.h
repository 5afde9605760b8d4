// SPDX-License-Identifier: GPL-3.0-or-later
// R's standalone mathematics library: beta, t, noncentral t and hypergeometric tails, where GSL
// is measurably wrong.
#ifndef CRMATH_SHIM_H
#define CRMATH_SHIM_H

#define MATHLIB_STANDALONE 1
#include <Rmath.h>

#endif
