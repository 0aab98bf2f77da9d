using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Tests;

public sealed partial class ArchitectureTests
{
    [Fact]
    public void Rooms_import_only_what_the_map_allows() =>
        Violations(Path.Combine(Repository.Root, "src", "SupportAgentBench"), Map()).ShouldBeEmpty();

    [Fact]
    public void A_planted_import_is_reported_even_without_a_using()
    {
        var folder = Directory.CreateTempSubdirectory("sab-map-").FullName;
        try
        {
            foreach (var room in Map().Keys)
            {
                Directory.CreateDirectory(Path.Combine(folder, room));
            }

            File.WriteAllText(Path.Combine(folder, "Scoring", "Sneaky.cs"), "namespace SupportAgentBench.Scoring;\ninternal sealed class Sneaky { object x = new Conversations.Limits(); }\n");
            File.WriteAllText(Path.Combine(folder, "Desks", "Sly.cs"), "using SupportAgentBench.Boards;\nnamespace SupportAgentBench.Desks;\n");
            Directory.CreateDirectory(Path.Combine(folder, "Utils"));

            var found = Violations(folder, Map());

            found.ShouldContain(line => line.StartsWith("Scoring may not import Conversations", StringComparison.Ordinal));
            found.ShouldContain(line => line.StartsWith("Desks may not import Boards", StringComparison.Ordinal));
            found.ShouldContain("the folder Utils is not on the map");
            found.Count.ShouldBe(3);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Providers_know_calls_and_files_and_no_other_room()
    {
        var folder = Path.Combine(Repository.Root, "src", "SupportAgentBench.Providers");
        FilesOf(folder).SelectMany(file => Map().Keys.Except(["Calls", "Files"]).Where(room => Enters(Comments().Replace(File.ReadAllText(file), ""), room, TypesOf(room)))
            .Select(room => $"{Path.GetFileName(file)} enters {room}")).ShouldBeEmpty();
    }

    private static Dictionary<string, HashSet<string>> Map() =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "architecture.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 5 && RoomName().IsMatch(cells[1]) && cells[1] != "Room" && cells[1] != "Question")
            .ToDictionary(cells => cells[1], cells => cells[3].Split(',', StringSplitOptions.TrimEntries).ToHashSet());

    private static List<string> Violations(string source, Dictionary<string, HashSet<string>> map)
    {
        var folders = Directory.GetDirectories(source).Select(folder => Path.GetFileName(folder)!).ToHashSet();
        var wrong = folders.Except(map.Keys).Select(room => $"the folder {room} is not on the map")
            .Concat(map.Keys.Except(folders).Select(room => $"the room {room} on the map has no folder")).ToList();
        var types = map.Keys.ToDictionary(room => room, TypesOf);
        foreach (var room in folders.Intersect(map.Keys))
        {
            foreach (var file in FilesOf(Path.Combine(source, room)))
            {
                var code = Comments().Replace(File.ReadAllText(file), "");
                wrong.AddRange(map.Keys.Where(other => other != room && !map[room].Contains(other) && Enters(code, other, types[other]))
                    .Select(other => $"{room} may not import {other}: {Path.GetRelativePath(source, file)}"));
            }
        }

        return wrong;
    }

    /// <summary>
    /// A using, a full name, or one of the room's types behind its name: sibling namespaces can be named without a using. A property that
    /// is named like a room ("Cases.Count") is not an import.
    /// </summary>
    private static bool Enters(string code, string room, HashSet<string> types) =>
        Regex.IsMatch(code, $@"\bSupportAgentBench\.{room}\b")
        || Regex.Matches(code, $@"(?<![\w.]){room}\.([A-Z]\w*)").Any(match => types.Contains(match.Groups[1].Value));

    private static HashSet<string> TypesOf(string room) =>
        FilesOf(Path.Combine(Repository.Root, "src", "SupportAgentBench", room))
            .SelectMany(file => Declaration().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();

    private static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex("^[A-Z][A-Za-z]+$")]
    private static partial Regex RoomName();

    [GeneratedRegex("//.*|\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Comments();

    [GeneratedRegex(@"\b(?:class|record|enum|interface|struct) (\w+)")]
    private static partial Regex Declaration();
}
