using System.CommandLine;
using SupportAgentBench.Boards.Gates;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab gate</c>: lets an agent through, or not, by a written policy. Made for CI.</summary>
internal static class GateCommand
{
    private sealed record Settings(string Policy, string Agent, string? Baseline, string Store, string? Desk, string? Protocol, string[] Cases, string? JUnit, string? Markdown, bool Json);

    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "The rules: a YAML file with limits and regressions.", HelpName = "FILE", Required = true };
        var agent = new Option<string>("--agent") { Description = "Who is judged: an agent or a run id of the store, or the folder of another store.", HelpName = "NAME", Required = true };
        var baseline = new Option<string?>("--baseline") { Description = "What regressions are measured against, named the same way.", HelpName = "NAME" };
        var store = Options.Store();
        var desk = Options.Desk();
        var protocol = Options.Protocol();
        var cases = Options.Case();
        var junit = new Option<string?>("--junit") { Description = "Write JUnit XML here.", HelpName = "FILE" };
        var markdown = new Option<string?>("--markdown") { Description = "Append a Markdown summary here (in GitHub Actions: $GITHUB_STEP_SUMMARY).", HelpName = "FILE" };
        var json = Options.Json();
        var command = new Command("gate", "Exits with 1 when the agent breaks a rule of the policy, with 3 when too little was scored to say.")
        {
            policy, agent, baseline, store, desk, protocol, cases, junit, markdown, json,
        };
        command.SetAction((parsed, cancellation) => JudgeAsync(
            new(parsed.GetRequiredValue(policy), parsed.GetRequiredValue(agent), parsed.GetValue(baseline), parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(protocol),
                parsed.GetValue(cases)!, parsed.GetValue(junit), parsed.GetValue(markdown), parsed.GetValue(json)), cancellation));
        return command;
    }

    private static async Task<int> JudgeAsync(Settings settings, CancellationToken cancellation)
    {
        var policy = ReadPolicy(settings.Policy);
        if (policy.Regressions.Count > 0 && settings.Baseline is null)
        {
            throw new UserMistakeException($"the policy '{settings.Policy}' has regressions: name what to measure against with --baseline (an agent, a run id, or a store's folder)");
        }

        var operands = await Operand.FindAsync(
            settings.Baseline is null ? [settings.Agent] : [settings.Agent, settings.Baseline], settings.Store, settings.Desk, settings.Protocol, Directory.Exists(settings.Agent) ? null : settings.Agent, settings.Cases, cancellation);
        if (operands.Count > 1)
        {
            Operand.MustBeComparable(operands[0], operands[1]);

            // What was let through must be what was played last, not what happens to have a baseline.
            if (operands[0].Older is { } older)
            {
                throw new UserMistakeException([older, $"play '{settings.Baseline}' again under that protocol, or say --protocol {operands[0].Protocol.Id} to judge what is older"]);
            }
        }

        var gate = Gate.Of(policy, operands[0].Standing, operands.Count > 1 ? operands[1].Name : null, operands.Count > 1 ? operands[1].Standing : null);
        await WriteAsync(settings.JUnit, GateReport.JUnit(gate), append: false, cancellation);
        await WriteAsync(settings.Markdown, GateReport.Markdown(gate), append: true, cancellation);
        if (settings.Json)
        {
            Console.Out.WriteLine(GateReport.Json(gate));
        }
        else
        {
            GateView.Write(gate);
        }

        return !gate.Enough ? ExitCode.Incomplete : gate.Broken ? ExitCode.GateFailed : ExitCode.Ok;
    }

    private static GatePolicy ReadPolicy(string file)
    {
        if (Directory.Exists(file))
        {
            throw new UserMistakeException($"'{file}' is a folder: name the policy's file, gates.yaml for instance");
        }

        var problems = new Problems();
        var path = Path.GetFullPath(file);
        var policy = GatePolicy.Read(Fields.OfFile(Path.GetDirectoryName(path)!, Path.GetFileName(path), problems));
        problems.ThrowIfAny();
        return policy;
    }

    private static async Task WriteAsync(string? file, string text, bool append, CancellationToken cancellation)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            if (append)
            {
                await File.AppendAllTextAsync(file, text, cancellation);
            }
            else
            {
                await File.WriteAllTextAsync(file, text, cancellation);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"'{file}' cannot be written: {e.Message}");
        }
    }
}
