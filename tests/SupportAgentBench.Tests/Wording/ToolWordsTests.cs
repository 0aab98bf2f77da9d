using Shouldly;
using Xunit;

namespace SupportAgentBench.Tests.Wording;

/// <summary>What foreign tools return when a call went wrong, and what only mentions errors.</summary>
public sealed class ToolWordsTests
{
    [Theory]
    [InlineData("Error: order not found")]
    [InlineData("ERROR - no seats left")]
    [InlineData("ValueError: quantity must be positive")]
    [InlineData("Traceback (most recent call last):\n  File \"x.py\"")]
    [InlineData("Unknown action refund_all")]
    [InlineData("Invalid arguments: order_id is required")]
    [InlineData("404 Not Found")]
    [InlineData("HTTP 500 Internal Server Error")]
    [InlineData("{\"error\":\"no such order\"}")]
    [InlineData("{\"success\": false, \"message\": \"too late\"}")]
    [InlineData("{\"status\":\"error\"}")]
    [InlineData("{\"statusCode\": 422}")]
    [InlineData("{\"errors\":[{\"field\":\"sku\"}]}")]
    [InlineData("{\"isError\":true,\"content\":[]}")]
    [InlineData("Failed to execute: timeout")]
    public void A_result_that_says_that_the_call_went_wrong_is_an_error(string result) => Repository.Wordings.Tools.Errors.IsError(result).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("Transfer successful")]
    [InlineData("[]")]
    [InlineData("299.0")]
    [InlineData("{\"error\":null,\"order\":1}")]
    [InlineData("{\"errors\":[],\"order\":1}")]
    [InlineData("{\"success\":true}")]
    [InlineData("{\"status\":\"delivered\",\"note\":\"error in address corrected\"}")]
    [InlineData("{\"status\":\"cancelled\"}")]
    [InlineData("{\"order\":{\"error\":\"packed wrongly\"}}")]
    [InlineData("Error codes: see manual")]
    [InlineData("No results")]
    [InlineData("[{\"error\":\"fare\"}]")]
    public void A_result_that_only_mentions_errors_or_is_empty_is_none(string result) => Repository.Wordings.Tools.Errors.IsError(result).ShouldBeFalse();
}
