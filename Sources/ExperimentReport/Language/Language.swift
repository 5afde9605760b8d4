// SPDX-License-Identifier: GPL-3.0-or-later

/// A language that reports are written in.
public enum Language: String, Sendable, Hashable, CaseIterable {
    /// English.
    case en
    /// Dutch.
    case nl
}
