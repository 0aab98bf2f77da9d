using Shouldly;
using SupportAgentBench.Files;
using Xunit;

namespace SupportAgentBench.Tests.Wording;

/// <summary>What says that something was done, in any trade: verb, tense and voice, what it was done to, and what takes it back.</summary>
public sealed class DeedTests
{
    private static readonly Lazy<(IReadOnlyList<Sentence> Said, IReadOnlyList<Sentence> Silent)> All = new(Read);

    public static TheoryData<int> Said => [.. Enumerable.Range(0, All.Value.Said.Count)];

    public static TheoryData<int> Silent => [.. Enumerable.Range(0, All.Value.Silent.Count)];

    [Theory]
    [MemberData(nameof(Said))]
    public void What_is_said_to_be_done_is_understood(int index)
    {
        var (language, says, deed) = All.Value.Said[index];

        var told = News(language, says);

        told.ShouldContain(deed, $"{language}: {says}");
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void What_is_offered_denied_read_out_or_given_is_no_deed(int index)
    {
        var (language, says, _) = All.Value.Silent[index];

        News(language, says).ShouldBeEmpty($"{language}: {says}");
    }

    [Fact]
    public void Every_language_has_its_own_sentences()
    {
        All.Value.Said.Select(sentence => sentence.Language).Distinct().Order().ShouldBe(Repository.Wordings.Languages.Select(language => language.Code).Order());
        All.Value.Silent.Select(sentence => sentence.Language).Distinct().Order().ShouldBe(Repository.Wordings.Languages.Select(language => language.Code).Order());
    }

    private static List<string> News(string language, string says) =>
        [.. Repository.Wordings.Read(says, language).Deeds.Where(deed => deed.IsNews).Select(deed => deed.Thing is null ? deed.Kind : $"{deed.Kind} {deed.Thing}")];

    private static (IReadOnlyList<Sentence>, IReadOnlyList<Sentence>) Read()
    {
        var problems = new Problems();
        var file = Fields.OfFile(Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Data"), "deeds.yaml", problems);
        List<Sentence> Of(string key) => [.. file.Maps(key).Select(entry => new Sentence(entry.Text("language"), entry.Text("says"), entry.OptionalText("deed") ?? ""))];
        var all = (Of("said"), Of("silent"));
        problems.ThrowIfAny();
        return all;
    }

    private sealed record Sentence(string Language, string Says, string Deed);
}
