// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentCampaign
import ExperimentModel

/// A preview as JSON, schema `experiment-preview/1`.
public enum PreviewJSON {
    /// The schema.
    public static let schema = "experiment-preview/1"

    /// The text of a preview; ids are masked.
    public static func render(_ preview: AssignmentPreview) -> String {
        let summary = preview.summary
        let members: [String: JSONText] = [
            "schema": .string(schema), "experiment": .string(preview.plan.key),
            "day": .string(preview.day.iso), "input": .string(preview.file),
            "input_sha256": .string(summary.inputDigest), "rows_read": .integer(summary.rowsRead),
            "rows_rejected": .integer(summary.rejected),
            "rows_duplicate": .integer(preview.duplicates),
            "rejected": reasons(summary.reasons), "unique": .integer(preview.unique),
            "excluded": reasons(summary.exclusions), "assigned": .integer(summary.assigned),
            "steps": .array(preview.steps.map(step)), "p": .optional(summary.sampleRatioP),
            "sizes_by_quota": .bool(summary.sizesByQuota),
            "variants": .array(
                zip(summary.variants, preview.samples).map { variant($0, $1, summary) }),
            "segments": .array(summary.segments.map { segment($0, summary) }),
            "tests": .array(preview.overlaps.map { overlap($0, summary) }),
            "warnings": .array(
                summary.warnings.map {
                    .object(["id": .string($0.id), "message": .string($0.summary)])
                }),
        ]
        return JSONText.object(members).written() + "\n"
    }

    private static func reasons(_ found: [AssignmentSummary.ReasonCount]) -> JSONText {
        .object(
            Dictionary(found.map { ($0.code, .integer($0.rows)) }) { first, _ in first })
    }

    private static func step(_ step: AssignmentPreview.Step) -> JSONText {
        let name: String
        switch step.kind {
        case .forced(let variant): name = "forced-" + variant
        case .permission(let key): name = "permission-" + key
        case .audience: name = "audience"
        case .holdout: name = "holdout"
        case .layer: name = "layer"
        case .gate: name = "gate"
        }
        return .object([
            "step": .string(name), "out": .integer(step.lost), "left": .integer(step.left),
            "reasons": reasons(step.out),
        ])
    }

    private static func variant(
        _ variant: AssignmentSummary.VariantCount, _ samples: [String],
        _ summary: AssignmentSummary
    ) -> JSONText {
        let total = summary.variants.reduce(0) { $0 + $1.units }
        return .object([
            "key": .string(variant.key), "customers": .integer(variant.count),
            "units": .integer(variant.units), "planned_share": .number(variant.plannedShare),
            "share": .number(total > 0 ? Double(variant.units) / Double(total) : 0),
            "samples": .array(samples.map { .string($0) }),
        ])
    }

    private static func segment(
        _ segment: AssignmentSummary.SegmentCount, _ summary: AssignmentSummary
    ) -> JSONText {
        let keys = summary.variants.map(\.key)
        return .object([
            "key": .string(segment.key),
            "levels": .array(
                segment.levels.map { level in
                    .object([
                        "label": .string(level.label), "not_in_test": .integer(level.out),
                        "variants": .object(
                            Dictionary(
                                zip(keys, level.perVariant.map { JSONText.integer($0) })
                            ) { first, _ in first }),
                    ])
                }),
        ])
    }

    private static func overlap(_ overlap: Overlap, _ summary: AssignmentSummary) -> JSONText {
        let rows = zip(summary.variants, overlap.cells).map { variant, cells in
            (
                variant.key,
                JSONText.object(
                    Dictionary(zip(overlap.variants, cells.map { JSONText.integer($0) })) {
                        first, _ in first
                    })
            )
        }
        return .object([
            "test": .string(overlap.test), "in_other": .integer(overlap.inOther),
            "both": .integer(overlap.both), "expected": .number(overlap.expected),
            "same_layer": .bool(overlap.sameLayer),
            "missing_columns": .array(overlap.missingColumns.map { .string($0) }),
            "left_out": .array(overlap.leftOut.map { .string($0.rawValue) }),
            "cells": .object(Dictionary(rows) { first, _ in first }),
        ])
    }
}
