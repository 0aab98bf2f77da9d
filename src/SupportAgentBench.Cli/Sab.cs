using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Spectre.Console;
using SupportAgentBench.Calls;
using SupportAgentBench.Cli.Commands;
using SupportAgentBench.Files;

namespace SupportAgentBench.Cli;

/// <summary>The command line: what each exit code means, and where each kind of error ends.</summary>
internal static partial class Sab
{
    public static async Task<int> RunAsync(string[] args)
    {
        // A file or a pipe has no width of its own: tables get the room that they need.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 150;
        }

        var root = new RootCommand("SupportAgentBench: does a support agent resolve, escalate, hold the line, and at what price?")
        {
            RunCommand.Create(), ScoreCommand.Create(), JudgeCommand.Create(), DoctorCommand.Create(), BoardCommand.Create(), CompareCommand.Create(), GateCommand.Create(), PlanCommand.Create(),
            ReviewCommand.Create(), ExportCommand.Create(),
            ShowCommand.Create(), SiteCommand.Create(), ServeCommand.Create(), ImportCommand.Create(), CasesCommand.Create(),
        };
        EndWhenTold(root);
        var parsed = root.Parse(args);
        string[] mistakes = [.. Unknown(parsed), .. parsed.Errors.Where(error => !IsOfUnknown(error, parsed)).Select(error => Plain(error.Message)), .. Twice(parsed)];
        if (mistakes.Length > 0)
        {
            return Mistakes([.. mistakes, $"see: {PathOf(parsed.CommandResult)} --help"]);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
        }
        catch (UserMistakeException mistake)
        {
            return Mistakes(mistake.Problems);
        }
        catch (CallFailedException failure)
        {
            Console.Error.WriteLine($"sab: the model gave no answer: {Text.Safe(failure.Message)}. What it answered before is kept: the same command goes on from there");
            return ExitCode.Incomplete;
        }
        catch (BudgetReachedException reached)
        {
            Console.Error.WriteLine($"sab: {Text.Safe(reached.Message)}");
            return ExitCode.StoppedByBudget;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"sab: {Text.Safe(e.Message)}");
            return ExitCode.Incomplete;
        }
    }

    /// <summary>The library listens for Ctrl-C once a command waits for something: what computes, or hangs on a file that is a pipe, has to leave it the thread.</summary>
    private static void EndWhenTold(Command command)
    {
        if (command.Action is AsynchronousCommandLineAction action)
        {
            command.SetAction((parsed, cancellation) => Task.Run(() => action.InvokeAsync(parsed, cancellation), CancellationToken.None));
        }

        foreach (var subcommand in command.Subcommands)
        {
            EndWhenTold(subcommand);
        }
    }

    private static int Mistakes(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"sab: {Text.Safe(problem)}");
        }

        return ExitCode.UserMistake;
    }

    /// <summary>The parser's own words, without the names of types.</summary>
    private static string Plain(string message)
    {
        var parse = Unparsable().Match(message);
        return !parse.Success ? message.TrimEnd('.')
            : parse.Groups["type"].Value.Contains(nameof(Int32), StringComparison.Ordinal) ? $"{parse.Groups["option"].Value} is '{parse.Groups["value"].Value}', which is not a whole number{(parse.Groups["value"].Value.TrimStart('-').All(char.IsAsciiDigit) ? " of a size that can be" : "")}"
            : parse.Groups["type"].Value.Contains(nameof(Double), StringComparison.Ordinal) ? $"{parse.Groups["option"].Value} is '{parse.Groups["value"].Value}', which is not a number"
            : $"{parse.Groups["option"].Value} cannot be '{parse.Groups["value"].Value}' (known: {string.Join(", ", parse.Groups["rest"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => word.ToLowerInvariant()))})";
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "sab";

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*?)' for option '(?<option>[^']+)' as expected type '(?<type>[^']+)'\.?(?: Did you mean one of the following\?)?(?<rest>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Unparsable();

    /// <summary>What is no command, option or argument here, with what may have been meant. After a word that is no command, and after an option that is none, the next word says nothing.</summary>
    private static IEnumerable<string> Unknown(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        IEnumerable<string> options = [.. command.Options.Select(option => option.Name)];
        IReadOnlyList<string> commands = [.. Under(command, "")];
        var unmatched = parsed.UnmatchedTokens;
        foreach (var (index, token) in unmatched.Index().Where(pair => pair.Index == 0 || (commands.Count == 0 && !IsOption(unmatched[pair.Index - 1]))))
        {
            var near = Nearest.To(token, IsOption(token) ? options : commands.Concat(options.Select(option => option.TrimStart('-'))));
            var mend = near.Count > 0 ? $"did you mean {string.Join(" or ", near.Select(name => options.Contains($"--{name}") ? $"--{name}" : name))}?"
                : Nearest.Mend(token, IsOption(token) ? options : command.Subcommands.Select(known => known.Name));
            yield return $"'{token}' is no {(commands.Count > 0 && !IsOption(token) ? "command" : IsOption(token) ? "option" : "argument")} of {PathOf(parsed.CommandResult)}{(mend is null ? "" : $" ({mend})")}";
        }
    }

    private static bool IsOption(string token) => token.StartsWith('-');

    /// <summary>The commands under one, with the way to them: "cases list".</summary>
    private static IEnumerable<string> Under(Command command, string path) =>
        command.Subcommands.SelectMany(known => Under(known, $"{path}{known.Name} ").Prepend($"{path}{known.Name}"));

    private static bool IsOfUnknown(ParseError error, ParseResult parsed) => parsed.UnmatchedTokens.Count > 0
        && (error.Message.StartsWith("Required command", StringComparison.Ordinal) || parsed.UnmatchedTokens.Any(token => error.Message.EndsWith($"argument '{token}'", StringComparison.Ordinal) || error.Message.EndsWith($"argument '{token}'.", StringComparison.Ordinal)));

    /// <summary>The parser would let the last one win without a word.</summary>
    private static IEnumerable<string> Twice(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(given => given.IdentifierTokenCount > 1 && given.Option.Arity.MaximumNumberOfValues == 1 && given.Option.ValueType != typeof(bool))
            .Select(given => $"{given.Option.Name} is given {given.IdentifierTokenCount} times ({string.Join(", ", given.Tokens.Select(token => token.Value))}), and takes one value");
}

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int GateFailed = 1;
    public const int UserMistake = 2;
    public const int Incomplete = 3;
    public const int StoppedByBudget = 4;
    public const int Cancelled = 130;
}
