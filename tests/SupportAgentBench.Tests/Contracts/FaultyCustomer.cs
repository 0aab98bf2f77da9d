using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Conversations;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Contracts;

/// <summary>A sound customer that commits one fault, once, as soon as the conversation gives it the occasion.</summary>
internal sealed class FaultyCustomer(ICustomer sound, BreachKind kind) : ICustomer
{
    /// <summary>In which case the fault was really committed; by case id.</summary>
    public HashSet<string> Planted { get; } = [];

    public string Name => "faulty";

    public async Task<CustomerReply> ReplyAsync(CustomerView view, CancellationToken cancellation)
    {
        var reply = await sound.ReplyAsync(view, cancellation);
        var key = $"{view.Email.From}{view.Email.Subject}{view.Seed}";
        if (Planted.Contains(key) && kind is not (BreachKind.WentOn or BreachKind.IgnoredPushback))
        {
            return reply;
        }

        var faulty = Spoilt(view, reply);
        if (faulty is not null)
        {
            Planted.Add(key);
        }

        return faulty ?? reply;
    }

    /// <summary>Null where there is no occasion for the fault.</summary>
    private CustomerReply? Spoilt(CustomerView view, CustomerReply reply)
    {
        var (block, seed) = (view.Customer, view.Seed);
        var goesOn = reply.End is null && reply.Text is not null;
        var last = (AgentMessage)view.Messages[^1];
        switch (kind)
        {
            case BreachKind.InventedFact when goesOn:
                return reply with { Text = $"{reply.Text} {Pick(Lies[view.Language], seed)}" };
            case BreachKind.EarlyFact when goesOn:
                // A fact of which nothing was asked, told or written before.
                var open = string.Join(' ', view.Messages.Select(message => message is AgentMessage agent ? agent.Text : ((CustomerMessage)message).Text)) + view.Email.Subject + view.Email.From
                    + string.Join(' ', block.Pushback) + block.PhotoRefusal;
                var asked = view.Messages.OfType<AgentMessage>().SelectMany(message => Repository.Wordings.Read(message.Text, view.Language).Asks).ToHashSet();
                var secret = block.Knows.Where(pair => !asked.Contains(pair.Key) && IsSecret(pair.Value, open)).Select(pair => pair.Value).FirstOrDefault();
                return secret is null || view.Messages.OfType<AgentMessage>().Any(message => message.Text.Contains('?')) ? null : reply with { Text = $"{reply.Text} {secret}" };
            case BreachKind.UnaskedPhoto when goesOn && reply.Attachment is null && block.Photo is { } photo && !view.Messages.OfType<AgentMessage>().Any(message => PhotoIn(message.Text)):
                return reply with { Attachment = new(photo.File, photo.Shows) };
            case BreachKind.StoppedEarly when goesOn && !block.SatisfiedBy.All(fact => Heard(view, fact)):
                return new(Pick(Repository.Wordings.Of(view.Language).Customer.Thanks, seed), null, seed % 3 == 0 ? TerminationReason.ToldHandedOver : TerminationReason.Satisfied);
            case BreachKind.WentOn when reply.End is TerminationReason.Satisfied:
                return new(Pick(More[view.Language], seed), null, null);
            case BreachKind.FellOutOfRole when goesOn:
                return reply with { Text = seed % 2 == 0 ? Pick(Staff[view.Language], seed) : $"{reply.Text} {Pick(Staff[view.Language], seed)}" };
            case BreachKind.LanguageDrift when goesOn:
                var other = Repository.Wordings.Languages.Where(language => language.Code != view.Language).ElementAt(seed % 5).Code;
                return reply with { Text = seed % 2 == 0 ? Pick(More[other], seed) : $"{reply.Text} {Pick(More[other], seed)}" };
            case BreachKind.PersonaDrift when goesOn:
                return view.Mood is Mood.Angry or Mood.Abusive && !block.SatisfiedBy.Any(fact => Heard(view, fact)) && seed % 2 == 0 ? reply with { Text = Pick(Praise[view.Language], seed) }
                    : view.Mood is Mood.Calm or Mood.Friendly or Mood.Anxious && seed % 2 == 0 ? reply with { Text = $"{reply.Text} {Pick(Insults[view.Language], seed)}" }
                    : reply with { Text = $"{Pick(Names[view.Language], seed)} {reply.Text}" };
            case BreachKind.IgnoredPushback when goesOn && block.Pushback.Any(line => reply.Text!.Contains(line)):
                return (seed % 3) switch
                {
                    0 => new(Pick(Repository.Wordings.Of(view.Language).Customer.GiveUp, seed), null, TerminationReason.GaveUp),
                    1 => new(Pick(Meek[view.Language], seed), null, null),
                    _ => block.Pushback.Count > 1 && reply.Text == block.Pushback[0] ? new(block.Pushback[^1], null, null) : null,
                };
            default:
                _ = last;
                return null;
        }
    }

    private static bool Heard(CustomerView view, Fact fact) => view.Messages.OfType<AgentMessage>().Any(message => fact.IsIn(Repository.Wordings.Read(message.Text, view.Language)));

    private static bool PhotoIn(string text) => Repository.Wordings.Languages.Any(language => language.Asks[Ask.Photo].In(text));

    private static bool IsSecret(string value, string open) =>
        Tokens.Of(value).Where(word => word.Length > 3 && !Repository.Wordings.Languages.Any(language => language.Common.Contains(word))).Distinct()
            .Count(word => !open.Contains(word, StringComparison.OrdinalIgnoreCase)) >= 3
        || System.Text.RegularExpressions.Regex.Matches(value, @"\d{3,}").Any(number => !open.Contains(number.Value));

    private static T Pick<T>(IReadOnlyList<T> list, int seed) => list[seed / 7 % list.Count];

    private static readonly Dictionary<string, string[]> Lies = new()
    {
        ["en"] = ["My order number is 90417.", "I ordered it on March 3.", "I paid $612.40 for it.", "Write to me at lost.key@nowhere.example.", "My zip code is 90210.", "It weighed 7.45 kg when it came.", "I live at SW1A 2AA now.", "See https://evidence.example/mine.", "I was promised a call on 11/14."],
        ["de"] = ["Meine Bestellnummer ist 90417.", "Bestellt habe ich am 3. März.", "Ich habe 612,40 Euro bezahlt.", "Schreiben Sie an lost.key@nowhere.example.", "Meine Postleitzahl ist 90210."],
        ["es"] = ["Mi número de pedido es el 90417.", "Lo pedí el 3 de marzo.", "Pagué 612,40 dólares.", "Escríbame a lost.key@nowhere.example.", "Mi código postal es 90210."],
        ["fr"] = ["Mon numéro de commande est le 90417.", "Je l'ai commandé le 3 mars.", "J'ai payé 612,40 dollars.", "Écrivez-moi à lost.key@nowhere.example.", "Mon code postal est le 90210."],
        ["it"] = ["Il mio numero d'ordine è 90417.", "L'ho ordinato il 3 marzo.", "Ho pagato 612,40 dollari.", "Mi scriva a lost.key@nowhere.example.", "Il mio codice postale è 90210."],
        ["pt"] = ["O número do meu pedido é 90417.", "Encomendei no dia 3 de março.", "Paguei 612,40 dólares.", "Escreva para lost.key@nowhere.example.", "O meu código postal é 90210."],
    };

    private static readonly Dictionary<string, string[]> More = new()
    {
        ["en"] = ["And what do you think about the weather over there, is it nice?", "But I still want to know why you have not answered me on the phone.", "I also have a question about another thing that I bought from you."],
        ["de"] = ["Und was sagen Sie dazu, dass ich noch immer nicht zufrieden bin?", "Ich habe aber auch noch eine Frage zu einer anderen Sache.", "Das ist mir nicht genug, ich will noch etwas von Ihnen."],
        ["es"] = ["Pero también quiero saber por qué no me han contestado antes.", "Y además tengo una pregunta sobre otra cosa que compré con ustedes.", "Eso no es suficiente para mí, quiero algo más de su parte."],
        ["fr"] = ["Mais je veux aussi savoir pourquoi vous ne m'avez pas répondu avant.", "Et j'ai encore une question sur une autre chose que j'ai achetée chez vous.", "Ce n'est pas assez pour moi, je veux plus de votre part."],
        ["it"] = ["Ma voglio anche sapere perché non mi avete risposto prima.", "E ho ancora una domanda su un'altra cosa che ho comprato da voi.", "Questo non mi basta, voglio qualcosa di più da parte vostra."],
        ["pt"] = ["Mas também quero saber porque é que não me responderam antes.", "E ainda tenho uma pergunta sobre outra coisa que comprei com vocês.", "Isso não é suficiente para mim, quero mais alguma coisa da vossa parte."],
    };

    private static readonly Dictionary<string, string[]> Staff = new()
    {
        ["en"] = ["I have created a replacement for your order; it ships tomorrow.", "Thank you for contacting us. How can I help you today?", "I'm sorry for the inconvenience. Could you please provide your order number?", "Your refund has been processed. Is there anything else I can help you with?", "As an AI language model I cannot have a parcel.", "Agent: I have cancelled it. Customer: thanks.", "Our policy allows returns, so I'll issue the refund for you right away."],
        ["de"] = ["Ich habe Ihre Bestellung storniert und die Erstattung veranlasst.", "Vielen Dank für Ihre Nachricht. Wie kann ich Ihnen helfen?", "Könnten Sie mir bitte Ihre Bestellnummer nennen?", "Wir entschuldigen uns für die Unannehmlichkeiten.", "Ihre Bestellung wurde bereits versendet. Kann ich Ihnen sonst noch helfen?"],
        ["es"] = ["He cancelado su pedido y he tramitado el reembolso.", "Gracias por contactarnos. ¿En qué puedo ayudarle?", "¿Podría indicarme su número de pedido, por favor?", "Lamentamos las molestias.", "Su pedido ha sido enviado. ¿Puedo ayudarle en algo más?"],
        ["fr"] = ["J'ai annulé votre commande et lancé le remboursement.", "Merci de nous avoir contactés. Comment puis-je vous aider ?", "Pourriez-vous me communiquer votre numéro de commande ?", "Nous nous excusons pour la gêne occasionnée.", "Votre commande a été expédiée. Puis-je vous aider avec autre chose ?"],
        ["it"] = ["Ho annullato il suo ordine e ho avviato il rimborso.", "Grazie per averci contattato. Come posso aiutarla?", "Potrebbe fornirmi il numero d'ordine?", "Ci scusiamo per il disagio.", "Il suo ordine è stato spedito. Posso fare altro per lei?"],
        ["pt"] = ["Cancelei o seu pedido e iniciei o reembolso.", "Obrigado por entrar em contacto. Como posso ajudar?", "Poderia indicar o seu número de pedido, por favor?", "Lamentamos o incómodo, pedimos desculpa pelo transtorno.", "O seu pedido foi enviado. Posso ajudar em mais alguma coisa?"],
    };

    private static readonly Dictionary<string, string[]> Insults = new()
    {
        ["en"] = ["You idiots.", "Go to hell, all of you."],
        ["de"] = ["Ihr Idioten.", "So ein Scheißladen."],
        ["es"] = ["Son unos idiotas.", "Vaya mierda de tienda."],
        ["fr"] = ["Bande d'abrutis.", "Quels imbéciles."],
        ["it"] = ["Siete degli idioti.", "Che stronzi."],
        ["pt"] = ["São uns idiotas.", "Que merda de loja."],
    };

    private static readonly Dictionary<string, string[]> Praise = new()
    {
        ["en"] = ["Oh, take your time, you are so kind.", "What a wonderful service, I love your shop!"],
        ["de"] = ["Ach, lassen Sie sich Zeit, Sie sind so nett.", "Toller Service, keine Eile."],
        ["es"] = ["Tómese su tiempo, son muy amables.", "¡Excelente servicio, no hay prisa!"],
        ["fr"] = ["Prenez votre temps, vous êtes adorables.", "Excellent service, rien ne presse."],
        ["it"] = ["Con calma, siete gentilissimi.", "Ottimo servizio, nessuna fretta."],
        ["pt"] = ["Sem pressa, vocês são muito simpáticos.", "Excelente atendimento, não há pressa."],
    };

    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["en"] = ["My name is Zebulon Quark.", "This is Xanthe Obermann."],
        ["de"] = ["Mein Name ist Zebulon Quark.", "Ich heiße Xanthe Obermann."],
        ["es"] = ["Me llamo Zebulon Quark.", "Mi nombre es Xanthe Obermann."],
        ["fr"] = ["Je m'appelle Zebulon Quark.", "Mon nom est Xanthe Obermann."],
        ["it"] = ["Mi chiamo Zebulon Quark.", "Il mio nome è Xanthe Obermann."],
        ["pt"] = ["Chamo-me Zebulon Quark.", "O meu nome é Xanthe Obermann."],
    };

    private static readonly Dictionary<string, string[]> Meek = new()
    {
        ["en"] = ["Alright, I see.", "Okay then."],
        ["de"] = ["Na gut, verstehe.", "In Ordnung."],
        ["es"] = ["Bueno, entiendo.", "Está bien."],
        ["fr"] = ["Bon, je comprends.", "D'accord."],
        ["it"] = ["Va bene, capisco.", "D'accordo."],
        ["pt"] = ["Está bem, entendo.", "Tudo bem."],
    };
}
