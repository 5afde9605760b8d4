// SPDX-License-Identifier: GPL-3.0-or-later

/// Which variables of a sum-of-products matrix are linearly independent.
///
///     A = D·LLᵀ·D      D = roots of the diagonal, so that units of measurement do not matter
///
/// The next variable is always the one with the largest share of its variance not explained by those
/// taken before, the first of equals; a variable whose share is below ``tolerance`` is left out.
///
/// ### Reference
/// Higham, N. J. (2002). Accuracy and Stability of Numerical Algorithms, section 10.3.
enum PivotedCholesky {
    /// The share of unexplained variance below which a variable counts as a combination of others.
    static let tolerance = 1e-10

    /// Finds the independent variables.
    ///
    /// - Parameter matrix: Symmetric and positive semidefinite, with positive diagonal.
    /// - Returns: Their indices in increasing order.
    static func independent(_ matrix: [[Double]]) -> [Int] {
        var rest = scaled(matrix)
        var open = Array(matrix.indices)
        var taken: [Int] = []
        while let pivot = open.max(by: { rest[$0][$0] < rest[$1][$1] }) {
            // The first of equals; max(by:) may give a later one.
            let best = open.first { rest[$0][$0] >= rest[pivot][pivot] } ?? pivot
            guard rest[best][best] > tolerance else { break }
            open.removeAll { $0 == best }
            taken.append(best)
            let column = rest[best].map { $0 / rest[best][best].squareRoot() }
            for i in open {
                for j in open { rest[i][j] -= column[i] * column[j] }
            }
        }
        return taken.sorted()
    }

    /// The solution of A·x = b for a positive definite matrix; nil when it is singular.
    static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        let size = right.count
        let roots = matrix.indices.map { matrix[$0][$0].squareRoot() }
        var lower = scaled(matrix)
        for j in 0..<size {
            for k in 0..<j { lower[j][j] -= lower[j][k] * lower[j][k] }
            guard lower[j][j] > 0 else { return nil }
            lower[j][j] = lower[j][j].squareRoot()
            for i in (j + 1)..<max(size, j + 1) {
                for k in 0..<j { lower[i][j] -= lower[i][k] * lower[j][k] }
                lower[i][j] /= lower[j][j]
            }
        }
        var x = zip(right, roots).map { $0 / $1 }
        for i in 0..<size {
            for k in 0..<i { x[i] -= lower[i][k] * x[k] }
            x[i] /= lower[i][i]
        }
        for i in (0..<size).reversed() {
            for k in (i + 1)..<max(size, i + 1) { x[i] -= lower[k][i] * x[k] }
            x[i] /= lower[i][i]
        }
        return zip(x, roots).map { $0 / $1 }
    }

    private static func scaled(_ matrix: [[Double]]) -> [[Double]] {
        let roots = matrix.indices.map { matrix[$0][$0].squareRoot() }
        return matrix.indices.map { i in
            matrix.indices.map { j in i == j ? 1 : matrix[i][j] / roots[i] / roots[j] }
        }
    }
}
