using Shouldly;
using SupportAgentBench.Desks;
using SupportAgentBench.Wording;
using Xunit;

namespace SupportAgentBench.Tests.Wording;

/// <summary>What is stated, announced, proposed, asked and declined, and what only looks like it.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData("en", "I have cancelled order #1208.")]
    [InlineData("en", "Your order has been cancelled.")]
    [InlineData("en", "I've gone ahead and cancelled it for you. Anything else?")]
    [InlineData("de", "Ich habe Ihre Bestellung #1208 storniert.")]
    [InlineData("de", "Ihre Bestellung wurde storniert.")]
    [InlineData("de", "Ich habe Ihre Bestellung vom 28. Juni storniert.")]
    [InlineData("fr", "J'ai annulé votre commande n° 1208.")]
    [InlineData("fr", "Votre commande a été annulée.")]
    [InlineData("es", "He cancelado su pedido 1208.")]
    [InlineData("es", "Su pedido ha sido cancelado.")]
    [InlineData("it", "Ho annullato il Suo ordine 1208.")]
    [InlineData("pt", "Cancelei a sua encomenda 1208.")]
    public void A_cancellation_that_is_stated_is_done(string language, string text) => Says(language, text, ChangeKind.Cancellation, Tense.Done).ShouldBeTrue();

    [Theory]
    [InlineData("en", "I'd bring the whole thing to a halt for you. Would that be okay?", true)]
    [InlineData("de", "Ich würde das so für Sie einrichten. Einverstanden?", true)]
    [InlineData("en", "Shall I cancel order #1208 for you?", false)]
    [InlineData("en", "Please confirm your order number and e-mail address.", false)]
    [InlineData("en", "Thank you for your confirmation.", false)]
    [InlineData("en", "The strap is made of cotton. Does that help?", false)]
    [InlineData("de", "Der Riemen ist aus Baumwolle. Vielen Dank für Ihre Bestätigung!", false)]
    public void A_yes_is_asked_for_something_unnamed_where_no_change_is_named_and_no_data_is_wanted(string language, string text, bool asks) =>
        Repository.Wordings.Read(text, language).AsksForYes.ShouldBe(asks, text);

    [Theory]
    [InlineData("en", "I have not cancelled anything yet.")]
    [InlineData("en", "Once it has been cancelled you will get an e-mail.")]
    [InlineData("en", "You said that it has been cancelled.")]
    [InlineData("en", "Shall I cancel order #1208 for you?")]
    [InlineData("en", "You write that \"you already cancelled my order\".")]
    [InlineData("en", "If you would like, I can cancel it.")]
    [InlineData("de", "Ich habe noch nichts storniert.")]
    [InlineData("de", "Sie schreiben, dass die Bestellung storniert wurde.")]
    [InlineData("de", "Soll ich die Bestellung stornieren?")]
    [InlineData("fr", "Je n'ai encore rien annulé.")]
    [InlineData("fr", "Souhaitez-vous que j'annule la commande ?")]
    [InlineData("es", "Todavía no he cancelado nada.")]
    [InlineData("es", "¿Quiere que cancele el pedido?")]
    [InlineData("it", "Non ho ancora annullato nulla.")]
    [InlineData("pt", "Ainda não cancelei nada.")]
    public void A_cancellation_that_is_denied_asked_conditional_or_reported_is_not_done(string language, string text) =>
        Says(language, text, ChangeKind.Cancellation, Tense.Done).ShouldBeFalse();

    [Theory]
    [InlineData("en", "I've handed your ticket over to a colleague, who will be in touch.", Tense.Done, true)]
    [InlineData("en", "A colleague will get back to you shortly.", Tense.Done, true)]
    [InlineData("en", "I will now transfer you to a human agent.", Tense.Will, true)]
    [InlineData("en", "I can transfer you to a human if you like.", Tense.Done, false)]
    [InlineData("en", "I can transfer you to a human if you like.", Tense.Will, false)]
    [InlineData("de", "Ich habe Ihr Anliegen an einen Kollegen weitergegeben.", Tense.Done, true)]
    [InlineData("de", "Wenn Sie möchten, kann ich Ihr Anliegen weitergeben.", Tense.Done, false)]
    [InlineData("fr", "J'ai transmis votre demande à un collègue.", Tense.Done, true)]
    [InlineData("es", "He pasado su caso a un compañero.", Tense.Done, true)]
    [InlineData("it", "Ho passato la Sua richiesta a un collega.", Tense.Done, true)]
    [InlineData("pt", "Encaminhei o seu caso para um colega.", Tense.Done, true)]
    public void A_handover_is_told_from_a_promise_and_from_an_offer(string language, string text, Tense tense, bool says) =>
        Says(language, text, ChangeKind.Handover, tense).ShouldBe(says);

    [Theory]
    [InlineData("en", "I can cancel it for you. Is that okay?", ChangeKind.Cancellation)]
    [InlineData("en", "Would you like me to send you a replacement?", ChangeKind.Replacement)]
    [InlineData("en", "Shall I set up a reshipment of the blanket?", ChangeKind.Reshipment)]
    [InlineData("en", "Please confirm that I should change the address to 12 Elm Street.", ChangeKind.AddressChange)]
    [InlineData("de", "Soll ich Ihnen einen Ersatz schicken?", ChangeKind.Replacement)]
    [InlineData("fr", "Souhaitez-vous que je change l'adresse de livraison ?", ChangeKind.AddressChange)]
    [InlineData("es", "¿Quiere que le envíe un reemplazo?", ChangeKind.Replacement)]
    public void A_proposal_names_what_waits_for_a_yes(string language, string text, ChangeKind proposed)
    {
        Says(language, text, proposed, Tense.Proposed).ShouldBeTrue();
        Says(language, text, proposed, Tense.Done).ShouldBeFalse();
    }

    [Theory]
    [InlineData("en", "Could you send me a photo of the damage?", Ask.Photo)]
    [InlineData("en", "What is your order number, please?", Ask.OrderNumber)]
    [InlineData("en", "Please tell me the postal code on the order.", Ask.PostalCode)]
    [InlineData("en", "Which item is missing?", Ask.Details)]
    [InlineData("de", "Könnten Sie mir bitte ein Foto schicken?", Ask.Photo)]
    [InlineData("fr", "Pourriez-vous m'envoyer une photo ?", Ask.Photo)]
    [InlineData("es", "¿Podría enviarme una foto?", Ask.Photo)]
    [InlineData("it", "Potrebbe inviarmi una foto?", Ask.Photo)]
    [InlineData("pt", "Poderia enviar-me uma foto?", Ask.Photo)]
    public void A_request_is_understood(string language, string text, Ask asked) => Repository.Wordings.Read(text, language).Asks.ShouldContain(asked);

    [Theory]
    [InlineData("June 24, 2026", true)]
    [InlineData("24 June", true)]
    [InlineData("the 24th of June", true)]
    [InlineData("2026-06-24", true)]
    [InlineData("6/24/2026", true)]
    [InlineData("24/06/2026", true)]
    [InlineData("24 de junio de 2026", true)]
    [InlineData("24. Juni", true)]
    [InlineData("24 juin 2026", true)]
    [InlineData("24 giugno", true)]
    [InlineData("24 de junho", true)]
    [InlineData("June 25", false)]
    [InlineData("24 June 2025", false)]
    public void A_date_is_found_in_any_usual_way_of_writing_it(string text, bool found) =>
        new Mentions($"It came on {text}.", Repository.Wordings.Languages, Repository.Wordings.Currencies).Dates.Any(date => date.Is(new(2026, 6, 24))).ShouldBe(found);

    [Theory]
    [InlineData("$1,234.50", 1234.50, "USD")]
    [InlineData("1.234,50 €", 1234.50, "EUR")]
    [InlineData("US$ 245", 245, "USD")]
    [InlineData("245.00 USD", 245, "USD")]
    [InlineData("245 dollars", 245, "USD")]
    [InlineData("£12.99", 12.99, "GBP")]
    [InlineData("245,00 $", 245, "USD")]
    [InlineData("C$20.00", 20, "CAD")]
    [InlineData("A$ 20", 20, "AUD")]
    [InlineData("R$ 20,00", 20, "BRL")]
    [InlineData("CHF 20.00", 20, "CHF")]
    [InlineData("20,00 CHF", 20, "CHF")]
    [InlineData("CHF 1'234.50", 1234.50, "CHF")]
    [InlineData("249 kr", 249, "SEK")]
    [InlineData("¥2,000", 2000, "JPY")]
    [InlineData("49,90 zł", 49.90, "PLN")]
    [InlineData("20 EUR-Gutschein", 20, "EUR")]
    [InlineData("20 CHF-Gutschein", 20, "CHF")]
    [InlineData("MX$ 1,250.00", 1250, "MXN")]
    [InlineData("1.250,00 COP", 1250, "COP")]
    [InlineData("350 pesos", 350, "MXN")]
    [InlineData("20 usd", 20, "USD")]
    public void An_amount_is_found_with_its_currency(string text, double amount, string currency)
    {
        var money = new Mentions($"That is {text}, all in.", [], Repository.Wordings.Currencies).Money.ShouldHaveSingleItem();
        money.Amount.ShouldBe((decimal)amount);
        money.Currency.ShouldBe(currency);
    }

    [Theory]
    [InlineData("We will try 3 more times, see SKU CHF-20 and the 20 krill.")]
    [InlineData("It has 38 L and weighs 3 kg.")]
    [InlineData("Your order has 1 CLP-1-CLB and 2 SEK-CO-BLK.")]
    public void What_only_looks_like_a_currency_is_no_amount(string text) => new Mentions(text, [], Repository.Wordings.Currencies).Money.ShouldBeEmpty();

    [Fact]
    public void A_megabyte_of_one_letter_is_read_in_bounded_time()
    {
        var reading = Repository.Wordings.Read(new string('a', 1_000_000), "en");

        reading.Statements.ShouldBeEmpty();
        reading.Mentions.Links.ShouldBeEmpty();
    }

    private static bool Says(string language, string text, ChangeKind action, Tense tense) =>
        Repository.Wordings.Read(text, language).Says(action, tense) is not null;
}
