using Microsoft.Extensions.AI;
using Shouldly;
using SupportAgentBench.Files;
using SupportAgentBench.Providers.Pipeline;
using Xunit;

namespace SupportAgentBench.Providers.Tests;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("openai/gpt-5.4-mini", "openai", "gpt-5.4-mini")]
    [InlineData("vercel/xiaomi/mimo-v2.5", "vercel", "xiaomi/mimo-v2.5")]
    [InlineData("ollama/llama3:8b", "ollama", "llama3:8b")]
    [InlineData("openrouter/qwen/qwen3:free", "openrouter", "qwen/qwen3:free")]
    public void A_reference_is_split_at_the_first_slash(string text, string provider, string model)
    {
        var reference = ModelReference.Parse(text, [])!;
        (reference.Provider, reference.Model, reference.Name, reference.Id).ShouldBe((provider, model, text, text));
    }

    [Fact]
    public void The_same_model_with_the_same_options_has_one_name_however_they_are_ordered()
    {
        var one = ModelReference.Parse("a/m?temperature=0.20&effort=high&max_tokens=900&seed=on&timeout=60", [])!;
        var other = ModelReference.Parse("a/m?timeout=60.0&seed=on&max_tokens=0900&effort=high&temperature=.2", [])!;

        one.Name.ShouldBe("a/m?effort=high&max_tokens=900&seed=on&temperature=0.2&timeout=60");
        other.Name.ShouldBe(one.Name);
        one.Id.ShouldBe("a/m");
        one.Options.Effort.ShouldBe(ReasoningEffort.High);
        ModelReference.Parse("a/m?seed=off&timeout=180", [])!.Name.ShouldBe("a/m", "what is standard is not written");
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_reference_is_told_at_once()
    {
        var problems = new List<string>();
        ModelReference.Parse("a/m?temprature=1&effort=much&seed=7&max_tokens=-5", problems).ShouldBeNull();
        problems.ShouldBe(
        [
            "'a/m?temprature=1&effort=much&seed=7&max_tokens=-5': there is no option 'temprature' (did you mean temperature?)",
            "'a/m?temprature=1&effort=much&seed=7&max_tokens=-5': effort cannot be 'much' (none, low, medium, high, xhigh)",
            "'a/m?temprature=1&effort=much&seed=7&max_tokens=-5': seed cannot be '7' (on or off)",
            "'a/m?temprature=1&effort=much&seed=7&max_tokens=-5': max_tokens cannot be '-5' (a whole number of tokens)",
        ]);
        ModelReference.Parse("/m", problems).ShouldBeNull();
        ModelReference.Parse("a/", problems).ShouldBeNull();
        ModelReference.Parse("a b/c", problems).ShouldBeNull();
        problems.Count.ShouldBe(7);
    }

    [Fact]
    public void The_providers_that_are_shipped_are_read_and_each_has_a_way_to_it()
    {
        var problems = new Problems();
        var providers = ProviderFile.Read(Shipped("providers"), problems);
        problems.ShouldBeEmpty();

        providers!.Keys.ShouldBe(["openai", "anthropic", "google", "azure", "vercel", "openrouter", "ollama", "xai", "deepseek", "mistral", "groq"]);
        var settings = providers.Values.SelectMany(card => card.Keys.Take(1)).ToDictionary(name => name, _ => "a-key-of-some-length");
        settings["AZURE_OPENAI_ENDPOINT"] = "https://me.openai.azure.example/";
        var access = new ProviderAccess(providers, settings.GetValueOrDefault, LineLimits.Standard);
        providers.Keys.SelectMany(access.Missing).ShouldBeEmpty();
        access.Endpoint("azure").Url.ToString().ShouldBe("https://me.openai.azure.example/openai/v1");
        access.Endpoint("ollama").Key.ShouldBeNull();
    }

    [Fact]
    public void What_is_missing_is_told_with_the_setting_that_mends_it()
    {
        var access = new ProviderAccess(
            new Dictionary<string, ProviderCard> { ["openai"] = new("openai", Dialect.Openai, "https://api.example/v1", null, null, ["OPENAI_API_KEY"], "max_tokens", [], null) },
            new Dictionary<string, string> { ["MINE_BASE_URL"] = "http://localhost:8080/v1", ["MINE_RPM"] = "120", ["BAD_BASE_URL"] = "not an address", ["BAD_RPM"] = "60/min", ["BAD_CONCURRENCY"] = "0.5", ["BAD_LONGEST_OUTAGE"] = "1e12", ["BAD_API_KEY"] = "“quoted”" }.GetValueOrDefault, LineLimits.Standard);

        access.Missing("openai").ShouldBe(["openai: no key (set OPENAI_API_KEY in the environment, in .env or as a user secret)"]);
        access.Missing("nobody").ShouldBe(["there is no provider 'nobody' (known: reference, openai; for a server of your own set NOBODY_BASE_URL)"]);
        access.Missing("OpenAi").ShouldBe(["there is no provider 'OpenAi' (did you mean openai? For a server of your own set OPENAI_BASE_URL)"]);
        access.Missing("bad").ShouldBe(
        [
            "bad: the address in BAD_BASE_URL is not an http address (write it as http://host:port/v1)", "bad: the key in BAD_API_KEY holds what no key does: spaces, typographic quotes or the like",
            "bad: BAD_RPM is to be a number from 0.1 to 1,000,000", "bad: BAD_CONCURRENCY is to be a number from 1 to 10,000", "bad: BAD_LONGEST_OUTAGE is to be a number from 1 to 604,800",
        ]);
        access.Missing("mine").ShouldBeEmpty("a server of one's own may want no key");
        access.Endpoint("mine").Limits.RequestsPerMinute.ShouldBe(120);
    }

    [Theory]
    [InlineData("mine", "MINE_BASE_URL", "http://localhost:9100/v1/chat/completions", "http://localhost:9100/v1")]
    [InlineData("azure", "AZURE_HOST", "https://mine.example/openai/v1/", "https://mine.example/openai/v1")]
    [InlineData("azure", "AZURE_HOST", "https://mine.example", "https://mine.example/openai/v1")]
    [InlineData("ollama", "OLLAMA_HOST", "127.0.0.1", "http://127.0.0.1:11434/")]
    [InlineData("ollama", "OLLAMA_HOST", ":9100", "http://localhost:9100/")]
    [InlineData("ollama", "OLLAMA_HOST", "box:80", "http://box/")]
    [InlineData("ollama", "OLLAMA_HOST", "http://box/proxy/ollama", "http://box/proxy/ollama")]
    public void Addresses_are_taken_as_people_write_them(string provider, string setting, string written, string url) =>
        new ProviderAccess(
            new Dictionary<string, ProviderCard>
            {
                ["azure"] = new("azure", Dialect.Openai, null, "AZURE_HOST", "/openai/v1", [], "max_tokens", [], null),
                ["ollama"] = new("ollama", Dialect.Ollama, "http://localhost:11434", "OLLAMA_HOST", null, [], "max_tokens", [], null),
            },
            name => name == setting ? written : null, LineLimits.Standard).Endpoint(provider).Url.AbsoluteUri.ShouldBe(url);

    [Fact]
    public void The_catalogue_that_is_shipped_is_read_and_every_figure_has_its_source()
    {
        var problems = new Problems();
        var catalogue = ModelCatalogue.Read(Shipped("models"), "models.yaml", problems);
        problems.ShouldBeEmpty();

        catalogue!.Cards.Count.ShouldBeGreaterThan(100);
        catalogue.Cards.Values.ShouldAllBe(card => card.Vendor != null && card.Source.Length > 10);
        catalogue.Cards.Values.Where(card => card.Price is not null).ShouldAllBe(card => card.Price!.Output >= card.Price.Input && card.Price.Input > 0);
        catalogue.Find("openai/gpt-5.4-mini")!.Family.ShouldBe(catalogue.Find("openai/gpt-5.4")!.Family);
    }

    [Fact]
    public void A_users_own_prices_go_before_ours_and_mistakes_in_them_are_told_with_their_line()
    {
        var folder = Directory.CreateTempSubdirectory("sab-prices-").FullName;
        File.WriteAllText(Path.Combine(folder, "own.yaml"), "as_of: 2026-11-26\nmodels:\n  - {id: a/m, input: 1.00, output: 2.00}\n");
        File.WriteAllText(Path.Combine(folder, "bad.yaml"), "models:\n  - {id: a/m, input: cheap}\n  - {id: a/m, inptu: 1, source: 3}\n  - {id: a/n, input: 75000, output: 1, max_output: 0}\n");
        var problems = new Problems();

        var own = ModelCatalogue.Read(folder, "own.yaml", problems)!;
        problems.ShouldBeEmpty();
        new ModelCatalogue(new Dictionary<string, ModelCard> { ["a/m"] = new("a/m", "A", null, null, new(9, null, 9), null, null, "x") }).Under(own).Find("a/m")!.Price!.Input.ShouldBe(1);
        ModelCatalogue.Read(folder, "bad.yaml", problems).ShouldBeNull();
        problems.Select(problem => problem.ToString()).ShouldContain(line => line.StartsWith("bad.yaml:2: 'input' is 'cheap'", StringComparison.Ordinal));
        problems.Select(problem => problem.ToString()).ShouldContain(line => line.StartsWith("bad.yaml:3: the key 'inptu' is not known here", StringComparison.Ordinal));
        problems.Select(problem => problem.ToString()).ShouldContain(line => line.Contains("there is no source 3", StringComparison.Ordinal));
        problems.Select(problem => problem.ToString()).ShouldContain(line => line.StartsWith("bad.yaml:4: $75000 a million tokens is no price", StringComparison.Ordinal));
        problems.Select(problem => problem.ToString()).ShouldContain(line => line.StartsWith("bad.yaml:4: 0 tokens are no limit", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private static string Shipped(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SupportAgentBench.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, name);
    }
}
