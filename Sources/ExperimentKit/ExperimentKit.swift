// SPDX-License-Identifier: GPL-3.0-or-later

// The umbrella for Swift users: one import for plans, assignment, analysis and reports.
@_exported public import Assignment
@_exported public import ExperimentAnalysis
@_exported public import ExperimentCampaign
@_exported public import ExperimentConfig
@_exported public import ExperimentModel
@_exported public import ExperimentQuery
@_exported public import ExperimentReport
@_exported public import Inference
@_exported public import Tabular
