// SPDX-License-Identifier: GPL-3.0-or-later

/// A line on a terminal that says what is going on and disappears when it is done.
struct Progress {
    private let isShown: Bool

    init(_ text: String) {
        isShown = Console.showsProgress
        if isShown { Console.transient("\(text) …") }
    }

    func end() {
        if isShown { Console.transient("") }
    }
}
