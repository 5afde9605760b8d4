// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Testing

/// Questions that cannot be answered, to the methods for covariates, strata, clusters and contact.
@Suite struct DesignCalculatorTests {
    static let group = #"{"n":10,"mean":1,"var":1}"#
    static let matrix = #"{"n":9,"means":[1,2],"cov":[[1,0.5],[0.5,1]]}"#
    static let oneCluster = #"{"cluster_sums":[1],"cluster_sizes":[1]}"#
    static let pair =
        #"{"n":10,"mean_y":1,"mean_x":0.5,"var_y":1,"var_x":0.2,"cov_xy":0.1}"#

    /// Members of a group as `pair` has them.
    static func pair(n: Int = 5, mean: Double = 1, variance: Double = 1, covariance: Double)
        -> String
    {
        #"{"n":\#(n),"mean_y":1,"mean_x":\#(mean),"var_y":1,"var_x":\#(variance),"#
            + #""cov_xy":\#(covariance)}"#
    }

    static func answer(_ method: String, _ inputs: String) throws -> [String: JSONValue] {
        let line = #"{"id":1,"method":"\#(method)","inputs":\#(inputs)}"#
        guard case .object(let members) = try JSONValue(parsing: Calculator.answer(line: line))
        else { return [:] }
        return members
    }

    @Test(arguments: [
        ("cuped", #"{"control":\#(pair)}"#, "treatment"),
        (
            "cuped",
            #"{"control":\#(pair),"treatment":\#(pair(covariance: 3))}"#,
            "treatment.cov_xy"
        ),
        (
            "cuped_multi", #"{"control":\#(matrix),"treatment":{"n":3,"means":[1],"cov":[[1]]}}"#,
            "treatment.means"
        ),
        ("cuped_multi", #"{"control":{"n":3,"means":[1,2],"cov":[[1,2]]}}"#, "control.cov"),
        ("cuped_multi", #"{"control":{"n":3,"means":[1,2],"cov":[[1,2],5]}}"#, "control.cov[1]"),
        ("cuped_multi", #"{"control":{"n":3,"means":[1],"cov":[["x"]]}}"#, "control.cov[0][0]"),
        ("cuped_multi", #"{"control":{"n":3,"means":[],"cov":[]}}"#, "control.means"),
        ("cuped_multi", #"{"control":{"n":3,"means":[1],"cov":[[-1]]}}"#, "control.cov"),
        (
            "cuped_multi", #"{"control":\#(matrix),"treatment":\#(matrix),"order":["a","b"]}"#,
            "order"
        ),
        (
            "cuped_multi", #"{"control":\#(matrix),"treatment":\#(matrix),"order":["y","y"]}"#,
            "order"
        ),
        (
            "cuped_multi", #"{"control":\#(matrix),"treatment":\#(matrix),"order":["y",2]}"#,
            "order[1]"
        ),
        ("cuped_ratio", #"{"control":\#(matrix),"treatment":\#(matrix)}"#, "control.means"),
        ("post_stratification", #"{"strata":{}}"#, "strata"),
        ("post_stratification", #"{"strata":[{"control":\#(group)}]}"#, "strata[0].treatment"),
        (
            "post_stratification",
            #"{"strata":[{"control":\#(group),"treatment":\#(group),"weight":1}]}"#, "weight"
        ),
        (
            "cluster_mean", #"{"control":{"cluster_sums":[1,2],"cluster_sizes":[1]}}"#,
            "control.cluster_sizes"
        ),
        (
            "cluster_mean", #"{"control":{"cluster_sums":[1,2],"cluster_sizes":[1,0]}}"#,
            "control.cluster_sizes[1]"
        ),
        (
            "cluster_mean", #"{"control":{"cluster_sums":[1,2],"cluster_sizes":[1,1.5]}}"#,
            "control.cluster_sizes[1]"
        ),
        ("lin_adjustment", #"{"y":[1,2],"treated":[1],"covariates":[[1],[2]]}"#, "treated"),
        ("lin_adjustment", #"{"y":[1,2],"treated":[1,2],"covariates":[[1],[2]]}"#, "treated[1]"),
        (
            "lin_adjustment", #"{"y":[1,2],"treated":[1,0],"covariates":[[1],[2,3]]}"#,
            "covariates[1]"
        ),
        ("lin_adjustment", #"{"y":[1,2],"treated":[1,0],"covariates":[1,2]}"#, "covariates[0]"),
        (
            "complier_effect",
            #"{"control":\#(pair),"treatment":\#(pair(mean: 1.5, covariance: 0))}"#,
            "treatment.mean_x"
        ),
        (
            "noninferiority_relative", #"{"control":\#(group),"treatment":\#(group)}"#,
            "relative_margin"
        ),
        (
            "noninferiority_relative",
            #"{"control":\#(group),"treatment":\#(group),"relative_margin":"inf"}"#,
            "relative_margin"
        ),
        (
            "noninferiority_relative",
            #"{"control":\#(group),"treatment":\#(group),"relative_margin":0,"alpha":0.7}"#, "alpha"
        ),
        ("winsorize", #"{"x":[1,2],"upper_quantile":1.5}"#, "upper_quantile"),
        ("winsorize", #"{"x":[1,2],"lower_quantile":0.9,"upper_quantile":0.5}"#, "lower_quantile"),
        ("winsorize", #"{"x":[1,"NaN"]}"#, "x[1]"),
        ("winsorize", #"{"x":[1],"quantiles_of":"some"}"#, "quantiles_of"),
    ])
    func `an unusable question names its field`(
        method: String, inputs: String, field: String
    ) throws {
        guard case .string(let message)? = try Self.answer(method, inputs)["error"] else {
            Issue.record("\(method) \(inputs): no error")
            return
        }
        #expect(message.contains(field), "\(message)")
    }

    @Test(arguments: [
        (
            "cuped",
            #"{"control":\#(pair),"treatment":\#(pair(n: 1, variance: 0, covariance: 0))}"#,
            "too-few-units"
        ),
        ("post_stratification", #"{"strata":[]}"#, "too-few-units"),
        (
            "cluster_mean",
            #"{"control":\#(oneCluster),"treatment":\#(oneCluster)}"#,
            "too-few-units"
        ),
        ("lin_adjustment", #"{"y":[],"treated":[],"covariates":[]}"#, "too-few-units"),
        (
            "lin_adjustment",
            #"{"y":[1,2,4,3,5,6],"treated":[1,1,1,0,0,0],"covariates":[[0],[0],[1],[2],[5],[3]]}"#,
            "isolated-unit"
        ),
        ("complier_effect", #"{"control":\#(pair),"treatment":\#(pair)}"#, "denominator-near-zero"),
        (
            "noninferiority_relative",
            #"{"control":{"n":9,"mean":-1,"var":1},"treatment":\#(group),"relative_margin":0}"#,
            "control-not-positive"
        ),
        ("winsorize", #"{"x":[]}"#, "too-few-units"),
        ("winsorize", #"{"x":[0,0],"quantiles_of":"non_zero"}"#, "no-values"),
    ])
    func `what cannot be estimated gives its reason`(
        method: String, inputs: String, reason: String
    ) throws {
        #expect(try Self.answer(method, inputs)["not_estimable"] == .string(reason))
    }

    @Test func `names in another order give the same answer`() throws {
        let turned = #"{"n":9,"means":[2,1],"cov":[[1,0.5],[0.5,1]]}"#
        let other = #"{"n":12,"means":[1.5,2.5],"cov":[[1,0.5],[0.5,1]]}"#
        let back = #"{"n":12,"means":[2.5,1.5],"cov":[[1,0.5],[0.5,1]]}"#
        let plain = try Self.answer(
            "cuped_multi", #"{"control":\#(Self.matrix),"treatment":\#(other)}"#)
        let named = try Self.answer(
            "cuped_multi",
            #"{"control":\#(turned),"treatment":\#(back),"order":["x","y"]}"#)
        #expect(plain["result"] != nil)
        #expect(plain["result"] == named["result"])
    }
}
