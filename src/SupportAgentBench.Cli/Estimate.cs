using SupportAgentBench.Agents;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Desks;
using SupportAgentBench.Judging;
using SupportAgentBench.Runs;

namespace SupportAgentBench.Cli;

/// <summary>A figure that is known as a range only.</summary>
internal sealed record Span(decimal Low, decimal High)
{
    public static Span operator +(Span a, Span b) => new(a.Low + b.Low, a.High + b.High);

    public Span Times(decimal factor) => new(Low * factor, High * factor);
}

/// <summary>What one model would be asked and cost.</summary>
/// <param name="Dollars">Null where the price is not known.</param>
internal sealed record EstimateLine(string Role, string Model, Span Calls, Span InputTokens, Span OutputTokens, Span? Dollars);

/// <summary>What a plan would take, before anything is asked. Ranges, not promises: how much an agent looks up and a customer pushes back is theirs.</summary>
internal sealed record Estimate(int Conversations, IReadOnlyList<EstimateLine> Lines)
{
    private const decimal LettersPerToken = 4;

    /// <summary>Calls a conversation: an agent's answers and rounds of tool calls (3 to 5 messages, 3 to 5 calls a ticket), a customer's replies, one or two rounds of a judge, and of the audit of a customer.</summary>
    private static readonly Span AgentCalls = new(5, 10), CustomerCalls = new(2, 5), JudgeCalls = new(1, 2);

    /// <summary>Tokens that a conversation adds to what is told at its start, over its length; and tokens written a call, reasoning included at the upper end.</summary>
    private static readonly Span Grown = new(600, 3_000), AgentWrites = new(60, 500), CustomerWrites = new(40, 200), JudgeWrites = new(300, 1_200);

    /// <summary>Null where a model of the plan has no known price.</summary>
    public Span? Dollars => Lines.Any(line => line.Dollars is null) ? null : Lines.Aggregate(new Span(0, 0), (sum, line) => sum + line.Dollars!);

    public static Estimate Of(RunPlan plan, Cast cast, Composition composition)
    {
        decimal Tokens(int letters) => letters / LettersPerToken;
        var instructions = Instructions.For(composition.Desk, composition.Prompts[Instructions.PromptName]).Length + ToolCatalogue.All.Sum(tool => tool.Description.Length + tool.Schema.GetRawText().Length);
        int Letters(IReadOnlyDictionary<string, string[]> prompts) => composition.Prompts.Prompts.Values.Where(prompt => prompts.ContainsKey(prompt.Name)).Sum(prompt => prompt.Text.Length);
        var judged = composition.Desk.Policy.Text.Length + Letters(ModelJudge.Prompts);
        var perAgent = plan.Cases.Count * plan.Runs;
        var all = perAgent * plan.Agents.Count;
        var lines = plan.Agents.OfType<ModelAgent>().Select(agent => Line("agent", agent.Name, perAgent, AgentCalls, Tokens(instructions), AgentWrites, cast)).ToList();
        if (cast.Customer is ModelCustomer customer)
        {
            lines.Add(Line("customer", customer.Name, all, CustomerCalls, Tokens(Letters(ModelCustomer.Prompts)), CustomerWrites, cast));
        }

        lines.AddRange((cast.Judge switch { ModelJudge one => [one], PanelJudge panel => panel.Judges, _ => (IReadOnlyList<IJudge>)[] })
            .Select(judge => Line("judge", judge.Name, all, JudgeCalls, Tokens(judged), JudgeWrites, cast)));
        if (cast.Auditor is ModelAuditor auditor)
        {
            lines.Add(Line("audit", auditor.Name, all, JudgeCalls, Tokens(Letters(ModelAuditor.Prompts)), JudgeWrites, cast));
        }

        return new(all, lines);
    }

    private static EstimateLine Line(string role, string model, int conversations, Span calls, decimal told, Span writes, Cast cast)
    {
        var asked = calls.Times(conversations);
        var input = new Span(asked.Low * (told + (Grown.Low / 2)), asked.High * (told + (Grown.High / 2)));
        var output = new Span(asked.Low * writes.Low, asked.High * writes.High);
        var price = cast.Prices.GetValueOrDefault(model);
        return new(role, model, asked, input, output, price is null ? null
            : new(price.CostOf((long)input.Low, (long)input.Low, 0, (long)output.Low) ?? 0, price.Most((long)input.High, (long)output.High)));
    }
}
