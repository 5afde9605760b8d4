// SPDX-License-Identifier: GPL-3.0-or-later

/// Which fields each method reads, and which of its results may be infinite.
enum CalculatorFields {
    private static let pairOfMeans = groups(["n", "mean", "var"])
    private static let pairOfProportions = groups(["x", "n"])

    private static let inputs: [String: [String]] = [
        "dist_normal": ["fn", "z", "p"],
        "dist_t": ["fn", "t", "p", "df"],
        "dist_chi2": ["fn", "x", "p", "df"],
        "dist_beta": ["fn", "x", "p", "a", "b"],
        "dist_noncentral_t": ["fn", "t", "df", "nc"],
        "welch_t": pairOfMeans + ["alpha"],
        "student_t": pairOfMeans + ["alpha"],
        "welch_t_raw": ["treatment", "control", "alpha"],
        "tost": pairOfMeans + ["lower_margin", "upper_margin", "alpha"],
        "nps": groups(["promoters", "passives", "detractors"]) + ["alpha"],
        "relative_delta_means": pairOfMeans + ["alpha"],
        "relative_log_delta_means": pairOfMeans + ["alpha"],
        "fieller_rel": pairOfMeans + ["alpha", "critical"],
        "ratio_delta": groups(["n", "mean_y", "mean_x", "var_y", "var_x", "cov_xy"]) + ["alpha"],
        "incremental_totals": pairOfMeans + ["n_exposed", "cost", "alpha", "critical"],
        "iroas_fieller": groups([
            "n", "mean_revenue", "mean_cost", "var_revenue", "var_cost", "cov",
        ]) + ["alpha", "critical"],
        "cuped": groups(["n", "mean_y", "mean_x", "var_y", "var_x", "cov_xy"]) + ["alpha"],
        "cuped_multi": groups(["n", "means", "cov"]) + ["alpha", "order"],
        "cuped_ratio": groups(["n", "means", "cov"]) + ["alpha", "order"],
        "lin_adjustment": ["y", "treated", "covariates", "alpha"],
        "post_stratification": ["strata", "alpha"],
        "winsorize": ["x", "lower_quantile", "upper_quantile", "quantiles_of"],
        "cluster_mean": groups(["cluster_sums", "cluster_sizes"]) + ["alpha"],
        "complier_effect": groups(["n", "mean_y", "mean_x", "var_y", "var_x", "cov_xy"])
            + ["alpha"],
        "noninferiority_relative": pairOfMeans + ["relative_margin", "alpha"],
        "prop_z": pairOfProportions + ["alpha"],
        "fisher_exact": pairOfProportions,
        "boschloo_barnard": pairOfProportions,
        "chisq_gtest": ["table"],
        "noninferiority_proportions": pairOfProportions + ["margin"],
        "retention_churn": groups(["churned", "n"]) + ["alpha"],
        "wilson": ["x", "n", "alpha"],
        "clopper_pearson": ["x", "n", "alpha"],
        "agresti_coull_jeffreys": ["x", "n", "alpha"],
        "newcombe_rd": pairOfProportions + ["alpha"],
        "agresti_caffo_rd": pairOfProportions + ["alpha"],
        "katz_log_rr": pairOfProportions + ["alpha", "continuity"],
        "miettinen_nurminen_rd": pairOfProportions + ["alpha"],
        "miettinen_nurminen_rr": pairOfProportions + ["alpha"],
        "score_skew_rd": pairOfProportions + ["alpha"],
        "score_skew_rr": pairOfProportions + ["alpha"],
        "srm_chisq": ["observed", "weights"],
        "srm_exact_multinomial": ["observed", "weights"],
        "p_adjust": ["p"],
        "dunnett": group("control", ["n", "mean", "var"])
            + ["arms", "alpha", "raw.control", "raw.arms"],
        "dunnett_large_sample": group("control", ["n", "mean", "var"])
            + ["arms", "alpha", "raw.control", "raw.arms"],
        "dunnett_critical": ["k", "df", "rho", "alpha"],
        "power_means_n": ["effect", "sd", "alpha", "power", "ratio_treatment_to_control"],
        "power_means_power": ["effect", "sd", "n_treatment", "n_control", "alpha"],
        "power_proportions_n": [
            "p_control", "p_treatment", "alpha", "power", "ratio_treatment_to_control",
        ],
        "power_proportions_power": [
            "p_control", "p_treatment", "n_treatment", "n_control", "alpha",
        ],
        "mde": [
            "var", "n_t", "n_c", "mean", "alpha", "power", "cuped_rho", "arms", "cluster_size",
            "icc", "gs_inflation",
        ],
        "power_design": PowerDesignMethod.fields,
        "beta_binomial": pairOfProportions + ["prior.a", "prior.b", "level"],
        "beta_ratio_posterior": pairOfProportions + ["prior.a", "prior.b", "level"],
        "prob_best_of_k": ["arms", "prior.a", "prior.b"],
        "nps_dirichlet": groups(["promoters", "passives", "detractors"]) + ["prior"],
        "heterogeneity": ["estimates", "variances"],
        "meta_analysis": ["estimates", "variances", "alpha"],
        "quantile_ci": ["x", "p", "alpha"],
        "uplift_deciles": groups(["score", "outcome"]) + ["bins", "replicates", "seed", "alpha"],
        "qini": groups(["score", "outcome"]) + ["bins", "replicates", "seed", "alpha"],
        "poisson_rate_ratio": groups(["events", "exposure"]) + ["alpha"],
        "quasi_poisson": ["treatment", "control", "alpha"],
        "mann_whitney": groups(["values", "counts"]) + ["alpha"],
        "bootstrap_ci": ["data", "statistic", "replicates", "alpha"],
        "bootstrap_exact": ["data", "statistic", "alpha"],
        "permutation_exact": ["treatment", "control", "resamples", "seed"],
        "poisson_bootstrap": groups(["values", "counts"]) + [
            "arms", "suggested_resamples", "seed", "alpha",
        ],
        "quantile_diff": groups(["n", "q", "q_lower", "q_upper"]) + ["p", "alpha"],
        "gs_spending_bounds": ["information", "alpha", "sided", "spending", "gamma"],
        "gs_inference": ["information", "alpha", "sided", "spending", "gamma", "z"],
        "gs_inflation": ["information", "alpha", "sided", "beta", "spending", "gamma"],
        "gs_classical_constants": ["design", "looks", "alpha", "sided"],
        "gs_futility": [
            "information", "alpha", "beta", "sided", "alpha_spending", "beta_spending", "binding",
            "gamma", "gamma_beta",
        ],
        "msprt": ["diff", "var_diff", "tau2", "alpha"],
        "always_valid_p_sequence": ["diff", "var_diff", "tau2"],
        "asymptotic_cs": pairOfMeans + ["alpha", "tuning_n"],
        "normal_mixture_boundary": ["v", "alpha", "v_opt", "alpha_opt"],
        "srm_sequential": ["weights", "increments", "dirichlet_concentration"],
        "normal_normal": ["estimate", "se", "prior", "prior.mean", "prior.var", "level"],
    ]

    /// Fields whose infinity is an answer, in methods that have no `kind`.
    private static let infinite: [String: [String]] = [
        "miettinen_nurminen_rr": ["ratio", "high"],
        "score_skew_rr": ["ratio", "high"],
        "srm_chisq": ["chi2"],
        "quantile_ci": ["ci_low", "ci_high"],
        "poisson_rate_ratio": ["ratio_ci_high_exact"],
        "incremental_totals": ["cpi_low", "cpi_high"],
        "gs_inference": ["repeated_ci_low_in_se", "repeated_ci_high_in_se"],
    ]

    private static func groups(_ fields: [String]) -> [String] {
        ["control", "treatment"].flatMap { group($0, fields) }
    }

    private static func group(_ name: String, _ fields: [String]) -> [String] {
        fields.map { "\(name).\($0)" }
    }

    /// The paths of a method's inputs.
    static func of(_ method: String) -> [String] { inputs[method] ?? [] }

    /// Whether nothing in a result overflowed: every infinity is one that the method defines.
    static func isDefined(_ result: [String: JSONValue], by method: String) -> Bool {
        var allowed = infinite[method] ?? []
        if result["kind"] == .string("unbounded") { allowed += ["low", "high"] }
        if result["cpi_kind"] == .string("bounded") { allowed = [] }
        return result.allSatisfy { name, value in
            switch value {
            case .string("inf"), .string("-inf"): allowed.contains(name)
            case .number(let number): number.isFinite
            default: true
            }
        }
    }
}
