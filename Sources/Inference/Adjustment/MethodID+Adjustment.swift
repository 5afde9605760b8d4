// SPDX-License-Identifier: GPL-3.0-or-later

extension MethodID {
    /// Means adjusted by covariates from before the treatment, by Welch and Fieller.
    public static let cuped = MethodID(rawValue: "cuped")
    /// Ratios of means adjusted by covariates from before the treatment.
    public static let cupedRatio = MethodID(rawValue: "cuped-ratio")
    /// Means adjusted by a regression within each group, with robust standard errors.
    public static let regressionAdjusted = MethodID(rawValue: "regression-adjusted")
    /// Means within strata, weighted by the size of each stratum.
    public static let postStratified = MethodID(rawValue: "post-stratified")
    /// The effect on those that the treatment reached.
    public static let complier = MethodID(rawValue: "complier")
}
