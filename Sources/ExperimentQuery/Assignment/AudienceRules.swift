// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// The rules and permissions of a plan's audience.
struct AudienceRules {
    var permissions: [Permission]
    var include: [AudienceExpression]
    var exclude: [AudienceExpression]

    init(plan: Plan) {
        permissions = plan.permissions ?? []
        include = plan.audience?.include ?? []
        exclude = plan.audience?.exclude ?? []
    }
}
