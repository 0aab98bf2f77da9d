using Shouldly;
using SupportAgentBench.Cases;
using SupportAgentBench.Cases.Varying;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Proofs;
using Xunit;

namespace SupportAgentBench.Tests;

public sealed class VaryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-vary-").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_proof_passes_on_a_fresh_variant(int seed)
    {
        var (desk, cases) = Vary(seed, 1, "fresh");

        cases.Cases.Count.ShouldBe(180);
        var prover = new Prover(desk, Repository.Wordings);
        foreach (var played in cases.Cases)
        {
            var result = await prover.ProveAsync(played, CancellationToken.None);
            result.Alarms.Concat(result.Missed).ShouldBeEmpty(played.Id);
        }
    }

    [Fact]
    public async Task Six_variants_a_trap_make_a_panel_of_108()
    {
        var (desk, cases) = Vary(4, 6, "panel");

        cases.Cases.Count(played => played.Bucket is Bucket.Adversarial).ShouldBe(108);
        cases.Cases.Where(played => played.Bucket is Bucket.Adversarial).Select(played => played.Order).Distinct().Count().ShouldBe(108);
        var prover = new Prover(desk, Repository.Wordings);
        foreach (var played in cases.Cases.Where(played => played.Bucket is Bucket.Adversarial))
        {
            (await prover.ProveAsync(played, CancellationToken.None)).Sound.ShouldBeTrue(played.Id);
        }
    }

    [Fact]
    public void Names_numbers_prices_and_dates_are_others_and_the_structure_is_the_same()
    {
        var (desk, cases) = Vary(5, 1, "other");
        var old = Repository.Desk;

        desk.Orders.Select(order => order.Number).Intersect(old.Orders.Select(order => order.Number)).ShouldBeEmpty();
        desk.Orders.Select(order => order.Customer.Email).Intersect(old.Orders.Select(order => order.Customer.Email)).ShouldBeEmpty();
        desk.Orders.SelectMany(order => order.Parcels).Select(parcel => parcel.Tracking).Intersect(old.Orders.SelectMany(order => order.Parcels).Select(parcel => parcel.Tracking)).ShouldBeEmpty();
        desk.Profile.Today.ShouldNotBe(old.Profile.Today);
        desk.Profile.Today.DayOfWeek.ShouldBe(old.Profile.Today.DayOfWeek);
        desk.Products.Zip(old.Products).ShouldAllBe(pair => pair.First.Price != pair.Second.Price);
        cases.Cases.Select(played => (played.Bucket, played.Intent)).Order().ShouldBe(Repository.Cases.Cases.Select(played => (played.Bucket, played.Intent)).Order());
        var mails = string.Join('\n', cases.Cases.Select(played => played.Email.Body));
        foreach (var customer in old.Orders.Select(order => order.Customer.Name).Distinct())
        {
            mails.ShouldNotContain(customer);
        }
    }

    [Fact]
    public void Variants_carry_the_canary_as_it_stands()
    {
        Vary(8, 2, "marked");

        Directory.EnumerateFiles(Path.Combine(_folder, "marked", "cases"), "*.yaml", SearchOption.AllDirectories).ShouldAllBe(file => File.ReadLines(file).Contains(CaseFilesTests.Canary));
    }

    [Fact]
    public void The_same_seed_gives_the_same_files()
    {
        Vary(6, 2, "a");
        Vary(6, 2, "b");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder, "a"), "*", SearchOption.AllDirectories))
        {
            File.ReadAllText(file).ShouldBe(File.ReadAllText(file.Replace($"{Path.DirectorySeparatorChar}a{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}b{Path.DirectorySeparatorChar}", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_left_alone()
    {
        File.WriteAllText(Path.Combine(_folder, "mine.txt"), "mine");
        Should.Throw<UserMistakeException>(() => new Varier(Repository.DeskFolder, Repository.Desk, Repository.Cases, Repository.Wordings).Write(_folder, 1, 1));
    }

    [Fact]
    public void A_pool_with_too_few_names_or_a_slip_is_told_and_nothing_runs_for_ever()
    {
        Tell("first_names: [Ada]\nlast_names: [Ford]\nproduct_words: []\ndays_alone: {}\nphrasings: {}\n").ShouldContain("too few names");
        var slips = Tell("first_names: []\nlast_names: [Ford]\nproduct_words:\n  - {word: Aero, becomes: []}\n  - {word: Tern, becomes: [Ibis]}\n  - {word: Tern, becomes: [Skua]}\ndays_alone: {en: \"(open\"}\nphrasings: {}\n");
        slips.ShouldContain("'first_names' is empty");
        slips.ShouldContain("'Aero' becomes nothing");
        slips.ShouldContain("'Tern' stands twice");
        slips.ShouldContain("is no regular expression");
    }

    [Theory]
    [InlineData("cases/resolvable/tracking.yaml", "  - id: tracking-second-box\n", "  -\n    id: tracking-second-box\n", "each entry must begin with '  - id: '")]
    [InlineData("orders.yaml", "\norders:\n", "\norders: # of this year\n", null)]
    [InlineData("orders.yaml", "\ncustomers:\n", "\n{customers}:\n", "'customers:' must stand before 'orders:'")]
    public void A_file_that_cannot_be_rewritten_is_told_and_nothing_is_written(string file, string laidOut, string otherwise, string? told)
    {
        var copy = Path.Combine(_folder, "copy");
        foreach (var path in Directory.EnumerateFiles(Repository.DeskFolder, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(path).ReplaceLineEndings("\n");
            var to = Path.Combine(copy, Path.GetRelativePath(Repository.DeskFolder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllText(to, path.EndsWith(file, StringComparison.Ordinal) ? Otherwise(text) : text);
        }

        void Write() => new Varier(copy, Repository.Desk, Repository.Cases, Repository.Wordings).Write(Path.Combine(_folder, "out"), 1, 1);
        if (told is null)
        {
            Should.NotThrow(Write);
        }
        else
        {
            Should.Throw<UserMistakeException>(Write).Message.ShouldContain(told);
            Directory.Exists(Path.Combine(_folder, "out")).ShouldBeFalse();
        }

        string Otherwise(string text)
        {
            text.ShouldContain(laidOut);
            return otherwise.StartsWith("\n{", StringComparison.Ordinal)
                ? text.Replace(laidOut, "\n", StringComparison.Ordinal) + "customers:\n"
                : text.Replace(laidOut, otherwise, StringComparison.Ordinal);
        }
    }

    private string Tell(string pool)
    {
        var desk = Path.Combine(_folder, Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(desk);
        File.WriteAllText(Path.Combine(desk, VariationPool.FileName), pool);
        return Should.Throw<UserMistakeException>(() => new Varier(desk, Repository.Desk, Repository.Cases, Repository.Wordings).Write(Path.Combine(_folder, "out"), 1, 1)).Message;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (Desk Desk, CaseSet Cases) Vary(int seed, int traps, string name)
    {
        var to = Path.Combine(_folder, name);
        new Varier(Repository.DeskFolder, Repository.Desk, Repository.Cases, Repository.Wordings).Write(to, seed, traps);
        var problems = new Problems();
        var desk = DeskFile.Read(to, problems)!;
        var cases = CaseFile.Read(to, desk, problems)!;
        problems.ThrowIfAny();
        return (desk, cases);
    }
}
