// SPDX-License-Identifier: GPL-3.0-or-later

/// What the plans of one folder share: the file `experiments.yaml`.
///
/// A plan takes from it only what it names, so that a change elsewhere leaves its digest alone.
public struct Workspace: Sendable, Hashable, Codable {
    /// The name people read.
    public var name: String?
    /// The time zone of days and times, as `Europe/Amsterdam`.
    public var timeZone: String?
    /// The currency of amounts that name none.
    public var currency: String?
    /// The language of reports.
    public var language: String?
    /// The column that holds the unit's id.
    public var unit: String?
    /// The part of revenue that is margin.
    public var margin: Double?
    /// How ids are protected.
    public var privacy: Privacy?
    /// Segment cells with fewer units are not shown.
    public var minimumCellSize: Int?
    /// The permissions, in the order of the file.
    public var permissions: [Permission]
    /// The global controls.
    public var holdouts: [Holdout]
    /// The layers.
    public var layers: [Layer]
    /// The segments.
    public var segments: [SegmentRule]
    /// The metrics.
    public var metrics: [Metric]

    /// Creates a workspace.
    public init(
        name: String? = nil, timeZone: String? = nil, currency: String? = nil,
        language: String? = nil, unit: String? = nil, margin: Double? = nil,
        privacy: Privacy? = nil, minimumCellSize: Int? = nil, permissions: [Permission] = [],
        holdouts: [Holdout] = [], layers: [Layer] = [], segments: [SegmentRule] = [],
        metrics: [Metric] = []
    ) {
        self.name = name
        self.timeZone = timeZone
        self.currency = currency
        self.language = language
        self.unit = unit
        self.margin = margin
        self.privacy = privacy
        self.minimumCellSize = minimumCellSize
        self.permissions = permissions
        self.holdouts = holdouts
        self.layers = layers
        self.segments = segments
        self.metrics = metrics
    }
}
