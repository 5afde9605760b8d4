// SPDX-License-Identifier: GPL-3.0-or-later
internal import CScan

/// How the process holds the memory of blocks.
public enum BlockMemory {
    /// The smallest piece of memory that goes back to the system as soon as it is freed.
    private static let largePiece: Int32 = 1 << 17

    /// Gives the memory of a block of rows back to the system when the block is done.
    ///
    /// The allocator of GNU/Linux raises its own limit after the first such block and keeps the next
    /// ones in its heaps, which then grow by a block now and then for as long as a file is read. The
    /// setting is one of the whole process, so a program makes it at its start; a library does not.
    ///
    /// - Returns: Whether the setting was accepted.
    @discardableResult
    public static func givesBackLargePieces() -> Bool { cmemory_give_back_from(largePiece) }
}
