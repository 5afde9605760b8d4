// SPDX-License-Identifier: GPL-3.0-or-later
internal import CGSL

/// GSL's default error handler aborts the process, so it is switched off before the first call.
enum GSLErrorHandler {
    private static let off: Bool = {
        _ = gsl_set_error_handler_off()
        return true
    }()

    @inline(__always)
    static func switchOff() { _ = off }
}
