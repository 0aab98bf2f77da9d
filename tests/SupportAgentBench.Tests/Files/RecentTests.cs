using Shouldly;
using SupportAgentBench.Files;
using Xunit;

namespace SupportAgentBench.Tests.Files;

public sealed class RecentTests
{
    [Fact]
    public void What_was_made_is_not_made_again_while_it_is_in_use()
    {
        var made = new List<int>();
        var recent = new Recent<int, string>(10);
        for (var number = 0; number < 1_000; number++)
        {
            // One that is asked for all the time, among many that never come again.
            Ask(-1).ShouldBe("-1");
            Ask(number).ShouldBe($"{number}");
        }

        made.Count(number => number == -1).ShouldBe(1);
        made.Count.ShouldBe(1_001);

        string Ask(int key) => recent.Of(key, made, static (key, made) =>
        {
            made.Add(key);
            return $"{key}";
        });
    }

    [Fact]
    public void What_nobody_asked_for_in_a_long_time_is_forgotten()
    {
        var made = 0;
        var recent = new Recent<int, int>(10);
        recent.Of(-1, 0, (_, _) => ++made);
        for (var number = 0; number < 20; number++)
        {
            recent.Of(number, 0, (key, _) => key);
        }

        recent.Of(-1, 0, (_, _) => ++made).ShouldBe(2);
    }
}
