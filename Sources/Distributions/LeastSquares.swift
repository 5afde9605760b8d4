// SPDX-License-Identifier: GPL-3.0-or-later
internal import CGSL

/// An ordinary least-squares fit, by Householder QR with column pivoting.
///
///     X·P = Q·R        coefficients = P·R⁻¹·Qᵀy        leverage h = diagonal of Q·Qᵀ
///
/// Columns are brought to length 1 first, so that units of measurement do not matter.
///
/// ### Reference
/// Golub, Van Loan (2013). Matrix Computations, sections 5.2 and 5.4.
public struct LeastSquares: Sendable, Hashable {
    /// A pivot below this share of the first one leaves the matrix without full rank.
    public static let rankTolerance = 1e-10

    /// One for each column.
    public let coefficients: [Double]
    /// The response minus its fit.
    public let residuals: [Double]
    /// How much of each fitted value is its own response: from 0 to 1.
    public let leverages: [Double]
    /// The columns of Q.
    private let basis: [[Double]]
    /// R by rows, on scaled and permuted columns.
    private let triangle: [[Double]]
    /// Which column stands at each place of R.
    private let order: [Int]
    private let lengths: [Double]

    /// Fits a response by columns of the same length.
    ///
    /// - Throws: ``StatisticsError`` if the sizes do not fit, a value is not finite, or the columns are
    ///   not linearly independent.
    public init(columns: [[Double]], response: [Double]) throws(StatisticsError) {
        let (rows, width) = (response.count, columns.count)
        try Domain.check(width > 0 && rows >= width, "columns", Double(width))
        for column in columns + [response] {
            try Domain.check(column.count == rows, "column length", Double(column.count))
            for value in column { try Domain.check(value.isFinite, "value", value) }
        }
        let lengths = columns.map { Self.length($0) }
        for length in lengths { try Domain.check(length > 0 && length.isFinite, "rank", 0) }
        let decomposition = try Decomposition(columns: columns, lengths: lengths)
        let triangle = decomposition.triangle
        var rank = 0
        while rank < width,
            abs(triangle[rank][rank]) > Self.rankTolerance * abs(triangle[0][0])
        {
            rank += 1
        }
        try Domain.check(rank == width, "rank", Double(rank))
        let (projections, residuals) = try decomposition.split(response)
        var solution = projections
        for j in (0..<width).reversed() {
            for k in (j + 1)..<max(width, j + 1) { solution[j] -= triangle[j][k] * solution[k] }
            solution[j] /= triangle[j][j]
        }
        var coefficients = [Double](repeating: 0, count: width)
        for (place, column) in decomposition.order.enumerated() {
            coefficients[column] = solution[place] / lengths[column]
        }
        let basis = try decomposition.basis()
        self.coefficients = coefficients
        self.residuals = residuals
        self.basis = basis
        leverages = (0..<rows).map { row in
            min(1, basis.reduce(0) { $0 + $1[row] * $1[row] })
        }
        self.triangle = triangle
        order = decomposition.order
        self.lengths = lengths
    }

    /// What each response adds to one coefficient: coefficient = Σ influence · response.
    ///
    /// - Parameter column: The column of the coefficient.
    /// - Returns: One number for each row; nil if there is no such column.
    public func influence(onCoefficient column: Int) -> [Double]? {
        guard let place = order.firstIndex(of: column) else { return nil }
        var weights = [Double](repeating: 0, count: order.count)
        weights[place] = 1 / lengths[column]
        for j in order.indices {
            for k in 0..<j { weights[j] -= triangle[k][j] * weights[k] }
            weights[j] /= triangle[j][j]
        }
        return leverages.indices.map { row in
            zip(basis, weights).reduce(0) { $0 + $1.0[row] * $1.1 }
        }
    }

    private static func length(_ column: [Double]) -> Double {
        let largest = column.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else { return 0 }
        return column.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot() * largest
    }
}

/// The factors of a matrix as GSL keeps them.
private final class Decomposition {
    private let matrix: UnsafeMutablePointer<gsl_matrix>
    private let scales: UnsafeMutablePointer<gsl_vector>
    private let rows: Int
    private let width: Int
    private(set) var order: [Int] = []

    init(columns: [[Double]], lengths: [Double]) throws(StatisticsError) {
        GSLErrorHandler.switchOff()
        rows = columns.first?.count ?? 0
        width = columns.count
        guard let matrix = gsl_matrix_alloc(rows, width) else {
            throw .noConvergence(function: "least squares")
        }
        guard let scales = gsl_vector_alloc(width) else {
            gsl_matrix_free(matrix)
            throw .noConvergence(function: "least squares")
        }
        self.matrix = matrix
        self.scales = scales
        for (j, column) in columns.enumerated() {
            for i in 0..<rows { gsl_matrix_set(matrix, i, j, column[i] / lengths[j]) }
        }
        try factor()
    }

    deinit {
        gsl_matrix_free(matrix)
        gsl_vector_free(scales)
    }

    private func factor() throws(StatisticsError) {
        guard let permutation = gsl_permutation_alloc(width) else {
            throw .noConvergence(function: "least squares")
        }
        defer { gsl_permutation_free(permutation) }
        guard let norms = gsl_vector_alloc(width) else {
            throw .noConvergence(function: "least squares")
        }
        defer { gsl_vector_free(norms) }
        var sign: Int32 = 0
        guard gsl_linalg_QRPT_decomp(matrix, scales, permutation, &sign, norms) == 0 else {
            throw .noConvergence(function: "least squares")
        }
        order = (0..<width).map { gsl_permutation_get(permutation, $0) }
    }

    var triangle: [[Double]] {
        (0..<width).map { i in
            (0..<width).map { j in j < i ? 0 : gsl_matrix_get(matrix, i, j) }
        }
    }

    /// Qᵀ times the values within the column space, and what of the values lies outside it.
    func split(
        _ values: [Double]
    ) throws(StatisticsError) -> (projections: [Double], residuals: [Double]) {
        var projections: [Double] = []
        let residuals = try transform(values) { vector in
            gsl_linalg_QR_QTvec(matrix, scales, vector)
            projections = (0..<width).map { gsl_vector_get(vector, $0) }
            for j in 0..<width { gsl_vector_set(vector, j, 0) }
            gsl_linalg_QR_Qvec(matrix, scales, vector)
        }
        return (projections, residuals)
    }

    /// The first columns of Q, which span those of the matrix.
    func basis() throws(StatisticsError) -> [[Double]] {
        var columns: [[Double]] = []
        for j in 0..<width {
            var unit = [Double](repeating: 0, count: rows)
            unit[j] = 1
            columns.append(
                try transform(unit) { gsl_linalg_QR_Qvec(matrix, scales, $0) })
        }
        return columns
    }

    private func transform(
        _ values: [Double], _ body: (UnsafeMutablePointer<gsl_vector>) -> Void
    ) throws(StatisticsError) -> [Double] {
        guard let vector = gsl_vector_alloc(rows) else {
            throw .noConvergence(function: "least squares")
        }
        defer { gsl_vector_free(vector) }
        for (i, value) in values.enumerated() { gsl_vector_set(vector, i, value) }
        body(vector)
        return (0..<rows).map { gsl_vector_get(vector, $0) }
    }
}
