using NJsonSchema;
using Shouldly;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using Xunit;
using YamlDotNet.Serialization;

namespace SupportAgentBench.Tests;

/// <summary>The published schema gives editors completion: it must accept what the reader accepts, and know its closed lists.</summary>
public sealed class SchemaTests
{
    private static readonly string SchemaFile = Path.Combine(Repository.Root, "desks", "schema", "case.schema.json");

    public static TheoryData<string> CaseFiles =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.DeskFolder, "cases"), "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.DeskFolder, file))];

    [Theory]
    [MemberData(nameof(CaseFiles))]
    public async Task A_case_file_fits_the_published_schema(string file)
    {
        var schema = await JsonSchema.FromFileAsync(SchemaFile);

        schema.Validate(Json(File.ReadAllText(Path.Combine(Repository.DeskFolder, file)))).Select(error => error.ToString()).ShouldBeEmpty();
    }

    public static TheoryData<string, string> OtherFiles =>
    [
        .. new[] { "desk", "catalogue", "orders", "partner", "vary" }.Select(kind => ($"desks/northline/{kind}.yaml", $"desks/schema/{kind}.schema.json")),
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "rubrics"), "*.yaml").Select(file => ($"rubrics/{Path.GetFileName(file)}", "rubrics/schema/rubric.schema.json")),
        ("models/models.yaml", "models/schema/models.schema.json"), ("wording/currencies.yaml", "wording/schema/currencies.schema.json"), ("samples/ci/gates.yaml", "boards/schema/gates.schema.json"),
    ];

    [Theory]
    [MemberData(nameof(OtherFiles))]
    public async Task A_data_file_fits_its_published_schema_and_a_key_of_no_meaning_does_not(string file, string schemaFile)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, schemaFile));
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));

        schema.Validate(Json(text)).Select(error => error.ToString()).ShouldBeEmpty();
        schema.Validate(Json(text + "\nspeling: 1\n")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_schema_refuses_a_mistyped_key()
    {
        var schema = await JsonSchema.FromFileAsync(SchemaFile);
        var text = File.ReadAllText(Path.Combine(Repository.DeskFolder, "cases", "resolvable", "tracking.yaml")).Replace("    language: ", "    langauge: ", StringComparison.Ordinal);

        schema.Validate(Json(text)).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_schema_knows_every_word_of_the_closed_lists()
    {
        var schema = File.ReadAllText(SchemaFile);
        var words = Words.All<ChangeKind>().Concat(Words.All<CatastropheKind>()).Concat(Words.All<Legitimacy>()).Concat(Words.All<HandoverRule>()).Concat(Words.All<Mood>())
            .Concat(ToolCatalogue.All.Select(tool => tool.Name));
        foreach (var word in words)
        {
            schema.ShouldContain($"\"{word}\"");
        }
    }

    private static string Json(string yaml) =>
        new SerializerBuilder().JsonCompatible().Build().Serialize(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(yaml));
}
