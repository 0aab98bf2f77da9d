using Shouldly;
using SupportAgentBench.Files;
using SupportAgentBench.Scoring;
using SupportAgentBench.Wording;
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
    [InlineData("{\"success\":\"false\"}")]
    [InlineData("{\"success\":0}")]
    [InlineData("{\"data\":{\"status\":\"failed\"}}")]
    [InlineData("[{\"type\":\"text\",\"text\":\"Error: no such order\"}]")]
    [InlineData("{\"content\":[{\"type\":\"text\",\"text\":\"Error: no such order\"}]}")]
    [InlineData("\"Error: no such order\"")]
    [InlineData("❌ Error: no such order")]
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
    [InlineData("{\"claim\":\"C-1\",\"status\":\"rejected\"}")]
    [InlineData("{\"error_code\":0,\"order\":1}")]
    public void A_result_that_only_mentions_errors_or_is_empty_is_none(string result) => Repository.Wordings.Tools.Errors.IsError(result).ShouldBeFalse();

    [Theory]
    [InlineData("{\"status\":\"rejected\"}")]
    [InlineData("{\"code\":409}")]
    [InlineData("{\"outcome\":{\"state\":\"declined\",\"why\":\"above the maximum\"}}")]
    [InlineData("{\"booked\":false,\"reason\":\"no capacity\"}")]
    [InlineData("{\"message\":\"This order can no longer be cancelled.\"}")]
    [InlineData("Unable to cancel: shipped")]
    [InlineData("The card could not be blocked. Try again later.")]
    [InlineData("Manager approval required")]
    [InlineData("Stornierung nicht möglich: Frist abgelaufen")]
    [InlineData("{\"estado\":\"RECHAZADO\"}")]
    [InlineData("{\"erreur\":\"siège indisponible\"}")]
    public void Of_a_call_that_writes_a_refusal_says_that_nothing_was_written(string result) => Refuses("execute", result).ShouldBeTrue();

    [Theory]
    [InlineData("OK")]
    [InlineData("{\"id\":\"55\",\"status\":\"cancelled\",\"fee\":0,\"verified\":false}")]
    [InlineData("{\"status\":\"blocked\"}")]
    [InlineData("{\"refund\":{\"amount\":310,\"state\":\"initiated\"}}")]
    [InlineData("Order 55 cancelled. Refund of 22.40 released.")]
    [InlineData("Success: the seat was changed and cannot be changed again.")]
    [InlineData("{\"new_total\":\"500 USD\",\"points\":450}")]
    [InlineData("{\"status\":\"pending_bank\"}")]
    public void What_was_written_is_no_refusal(string result) => Refuses("execute", result).ShouldBeFalse();

    [Theory]
    [InlineData("update_shipping_address", """{"address":"12 Elm St","cancelled":false,"refunded":false}""")]
    [InlineData("updateAddress", """{"order":{"id":"55","address":"12 Elm St","cancelled":false,"payment":{"status":"failed"}}}""")]
    [InlineData("send_voucher", """{"code":"X1","sent":true,"redeemed":false,"message":"Vouchers cannot be exchanged for cash."}""")]
    [InlineData("file_claim", """{"claim":"C-1","status":"under_review","approved":false}""")]
    [InlineData("cancel_order", """{"order":"55","status":"cancelled","refunded":false,"reason":"could not find the size"}""")]
    [InlineData("issue_refund", """{"order":"55","refund":450}""")]
    [InlineData("escalate_to_human", "Handoff HO-12 created. Please do not reply in the meantime, no agent can see it.")]
    [InlineData("reject_quote", """{"quote":"Q1","status":"rejected"}""")]
    [InlineData("set_autopay", """{"account":"A1","enabled":false}""")]
    [InlineData("storniere_buchung", "Die Buchung wurde storniert, eine Erstattung ist nicht möglich.")]
    [InlineData("cancel_order", "Order no. 55 cancelled.")]
    [InlineData("cancel_order", "Order No 4412 is cancelled.")]
    [InlineData("cancelar_pedido", "El pedido no. 55 fue cancelado.")]
    [InlineData("cancelar_pedido", "Pedido n.º 55 cancelado.")]
    [InlineData("cancel_order", "Ref. no AB-4412: cancelled, no further charges.")]
    public void A_record_that_comes_back_whole_is_no_refusal_for_what_it_says_of_other_matters(string tool, string result) =>
        Refuses(tool, result, """{"reason":"could not find the size","enabled":false}""").ShouldBeFalse();

    [Theory]
    [InlineData("cancel_order", """{"order":"55","address":"12 Elm St","items":2,"cancelled":false,"refunded":false}""")]
    [InlineData("change_delivery_slot", """{"order":"55","slot":"8 to 10","driver":true,"slot_changed":false,"status":"CONFIRMED"}""")]
    [InlineData("reset_password", """{"reset":false,"hint":"ask your administrator"}""")]
    [InlineData("update_rows", """{"acknowledged":true,"modifiedCount":0}""")]
    [InlineData("update_seats", """{"dry_run":true,"seats":40}""")]
    [InlineData("aendere_tarif", """{"tarif":"S","geaendert":"nein"}""")]
    [InlineData("cancel_order", "There is no 4412 among your orders.")]
    [InlineData("cancel_order", "No order 4412 found.")]
    [InlineData("cancel_order", "Order no. 55 was not cancelled.")]
    [InlineData("close_account", "The account still has a balance. Please transfer it before closing.")]
    [InlineData("annuler_commande", "Votre commande est partie, elle ne peut plus être annulée.")]
    [InlineData("bulk_close", "2 tickets would be closed. Call again with confirm=true.")]
    [InlineData("activate_sim", "<html><title>504 Gateway Time-out</title></html>")]
    [InlineData("pause_plan", """{"data":{"pausePlan":{"plan":{"id":"P1"},"userErrors":[{"message":"prepaid"}]}}}""")]
    public void A_refusal_is_told_by_what_the_call_was_for(string tool, string result) => Refuses(tool, result).ShouldBeTrue();

    [Fact]
    public void A_deed_that_the_file_does_not_know_is_told_with_its_line_and_the_nearest_name()
    {
        var folder = Directory.CreateTempSubdirectory("sab-wording-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "wording")))
        {
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), File.ReadAllText(file).Replace("changes: {cancellation: [cancel],", "changes: {cancellation: [cancl],", StringComparison.Ordinal));
        }

        var problems = new Problems();
        WordingFile.Read(folder, problems).ShouldBeNull();

        problems.ShouldHaveSingleItem().ToString().ShouldMatch(@"tools\.yaml.*\d+.*'cancl' is no deed of this file.*cancel");
    }

    private static bool Refuses(string tool, string result, string arguments = "{}") =>
        Repository.Wordings.Tools.Refusals.Refuse(result, new WriteWords(tool, arguments).Attempt(Repository.Wordings.Tools));
}
