using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>The same words in a terminal, which obeys other signs than a browser.</summary>
public sealed class TerminalTests
{
    /// <summary>Without the character that no command line can carry.</summary>
    private static readonly string Named = (Attacks.Terminal + Attacks.Hidden).Replace("\0", "");

    [Fact]
    public async Task What_a_log_says_cannot_steer_the_terminal()
    {
        var folder = Directory.CreateTempSubdirectory("sab-terminal-").FullName;
        try
        {
            object[] messages =
            [
                new { role = "user", content = Attacks.Everything },
                new { role = "assistant", content = (string?)null, tool_calls = new[] { new { id = "1", type = "function", function = new { name = "look\u001b[31m_up", arguments = Attacks.Terminal } } } },
                new { role = "tool", tool_call_id = "1", content = Attacks.Everything }, new { role = "assistant", content = Attacks.Everything + Attacks.Endless },
            ];
            var log = Path.Combine(folder, "log.jsonl");
            await File.WriteAllTextAsync(log, JsonSerializer.Serialize(new { id = $"talk{Named}", messages }));
            var store = Path.Combine(folder, "store");

            var imported = await Tool.RunAsync("import", log, "--format", "openai-chat", "--agent", Named, "--store", store);
            var shown = await Tool.RunAsync("show", "talk" + Named, "--store", store);

            shown.ShouldContain("<script>");
            foreach (var output in new[] { imported, shown })
            {
                output.EnumerateRunes().Where(rune => rune.Value is not ('\n' or '\t') && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format).Distinct().ShouldBeEmpty();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
