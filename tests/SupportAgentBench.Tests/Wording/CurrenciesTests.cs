using Shouldly;
using SupportAgentBench.Files;
using SupportAgentBench.Wording;
using Xunit;

namespace SupportAgentBench.Tests.Wording;

public sealed class CurrenciesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-wording-").FullName;

    [Fact]
    public void A_currency_that_is_added_to_the_file_is_read()
    {
        var wordings = Read("codes: [PEN, CLP]\nsigns:\n  - {written: [S/], means: [PEN]}\nwords:\n  - {written: [soles], means: [PEN]}\n", out var problems);

        problems.ShouldBeEmpty();
        wordings!.Currencies.CanBeRead("PEN").ShouldBeTrue();
        wordings.Currencies.CanBeRead("USD").ShouldBeFalse();
        wordings.MentionsIn("S/ 120.50, or PEN 30, or 15 soles, or $ 40").Money.Select(money => (money.Amount, money.Currency)).ShouldBe([(120.50m, "PEN"), (30m, "PEN"), (15m, "PEN")]);
    }

    [Fact]
    public void A_slip_is_told_with_its_line_and_mend()
    {
        Read("codes: [PEN, sol]\nsigns:\n  - {written: [S/], means: [PEM]}\nwords:\n  - {written: [soles], means: []}\n", out var problems).ShouldBeNull();

        problems.Select(problem => problem.ToString()).ShouldBe(
        [
            "currencies.yaml:1: 'sol' is no ISO code (write USD, for instance)",
            "currencies.yaml:3: 'PEM' is none of 'codes' (did you mean PEN?)",
            "currencies.yaml:5: says no currency (name at least one of 'codes')",
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_letter_that_a_pattern_takes_for_another_is_no_amount_and_ends_nothing() =>
        Repository.Wordings.MentionsIn("It costs 20 \u212Ar, or \u212Ar 20.").Money.ShouldBeEmpty();

    private Wordings? Read(string currencies, out Problems problems)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "wording")))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(_folder, "currencies.yaml"), currencies);
        problems = [];
        return WordingFile.Read(_folder, problems);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
