using System.Text.Json;
using Shouldly;
using SupportAgentBench.Desks;
using Xunit;

namespace SupportAgentBench.Tests.Desks;

public sealed class OpenDeskTests
{
    private static readonly Desk Northline = Repository.Desk;
    private static readonly Order Unshipped = Northline.Orders.First(order => order.BeforeShipment);
    private readonly OpenDesk _desk = new(Northline);

    [Fact]
    public void After_a_cancellation_a_second_look_tells_the_truth_and_another_desk_knows_nothing_of_it()
    {
        Call(ToolCatalogue.CancelOrder, new { order_number = Unshipped.Number, reason = "changed my mind" }).IsError.ShouldBeFalse();

        Json(Call(ToolCatalogue.LookUpOrder, new { order_number = Unshipped.Number })).GetProperty("status").GetString().ShouldBe("cancelled");
        new OpenDesk(Northline).Find(Unshipped.Number)!.Status.ShouldBe(Unshipped.Status);
        _desk.Changes.ShouldHaveSingleItem().Kind.ShouldBe(ChangeKind.Cancellation);
    }

    [Fact]
    public void An_address_change_is_recorded_with_the_new_address()
    {
        Call(ToolCatalogue.UpdateShippingAddress, new { order_number = Unshipped.Number, name = "A B", line1 = "1 New Road", city = "Leeds", postal_code = "LS1 1AA", country = "GB" });

        _desk.Find(Unshipped.Number)!.ShipTo.PostalCode.ShouldBe("LS1 1AA");
        _desk.Changes.ShouldHaveSingleItem().Address!.City.ShouldBe("Leeds");
    }

    [Theory]
    [InlineData("no_such_tool", "{}", "there is no tool")]
    [InlineData("lookup_order", "not json", "not valid JSON")]
    [InlineData("lookup_order", "[]", "must be a JSON object")]
    [InlineData("lookup_order", "{}", "'order_number' is missing")]
    [InlineData("lookup_order", """{"order_number":"1112"}""", "must be a whole number")]
    [InlineData("lookup_order", """{"order_number":1112,"colour":"red"}""", "there is no argument 'colour'")]
    [InlineData("lookup_order", """{"order_number":1}""", "there is no order 1")]
    [InlineData("create_reshipment", """{"order_number":1112,"skus":["NOPE"],"reason":"x"}""", "has no item NOPE")]
    [InlineData("create_reshipment", """{"order_number":1112,"skus":[],"reason":"x"}""", "'skus' is empty")]
    [InlineData("get_product", """{"product":"nothing"}""", "there is no product")]
    [InlineData("check_promotion", """{"code":"NOPE"}""", "there is no promotion")]
    public void A_bad_call_gets_an_error_that_the_agent_can_read_and_changes_nothing(string tool, string arguments, string says)
    {
        var outcome = _desk.Call(tool, arguments);

        outcome.IsError.ShouldBeTrue();
        Json(outcome).GetProperty("error").GetString()!.ShouldContain(says);
        _desk.Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("search_products", """{"query":"\ud83d"}""")]
    [InlineData("search_products", """{"query":"\ude00 and \\ud83d"}""")]
    [InlineData("update_shipping_address", """{"order_number":1112,"name":"A \ud83d","line1":"1","city":"b","postal_code":"c","country":"\udc00"}""")]
    public void Half_a_character_in_the_arguments_is_answered_like_any_other(string tool, string arguments) => _desk.Call(tool, arguments).Content.ShouldNotBeEmpty();

    [Fact]
    public void A_megabyte_of_arguments_is_answered_shortly() =>
        _desk.Call("lookup_order", $$"""{"{{new string('x', 1_000_000)}}":1}""").Content.Length.ShouldBeLessThan(300);

    [Fact]
    public void A_replacement_by_a_sold_out_variant_is_not_carried_out()
    {
        var (order, soldOut) = Northline.Orders.Where(order => order.BeforeShipment)
            .SelectMany(order => order.Items.SelectMany(item => Northline.ProductOf(item.Sku)!.Variants.Where(variant => variant.Stock == 0).Select(variant => (order, (item, variant))))).First();

        Call(ToolCatalogue.CreateReplacement, new { order_number = order.Number, sku = soldOut.item.Sku, replacement_sku = soldOut.variant.Sku, reason = "colour" }).IsError.ShouldBeTrue();

        _desk.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void The_partner_store_answers_in_its_own_currency() =>
        Json(Call(ToolCatalogue.SearchPartnerStore, new { query = "cable roll" })).GetProperty("currency").GetString().ShouldBe("EUR");

    [Fact]
    public void Every_tool_has_a_closed_schema_and_answers_when_called_by_it()
    {
        foreach (var tool in ToolCatalogue.All)
        {
            tool.Schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
            tool.Schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldBe(tool.Arguments.Select(argument => argument.Name));
        }
    }

    [Fact]
    public void A_thousand_open_desks_share_what_they_do_not_change()
    {
        var warm = new OpenDesk(Northline);
        warm.Call(ToolCatalogue.CancelOrder, Arguments(new { order_number = Unshipped.Number, reason = "x" }));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var desks = Enumerable.Range(0, 1_000).Select(_ => new OpenDesk(Northline)).ToList();

        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1_000).ShouldBeLessThan(1_024, "opening a desk costs the same however large the store is");
        desks[0].Find(1112).ShouldBeSameAs(desks[999].Find(1112));
    }

    private ToolOutcome Call(string tool, object arguments) => _desk.Call(tool, Arguments(arguments));

    private static string Arguments(object arguments) => JsonSerializer.Serialize(arguments);

    private static JsonElement Json(ToolOutcome outcome) => JsonDocument.Parse(outcome.Content).RootElement;
}
