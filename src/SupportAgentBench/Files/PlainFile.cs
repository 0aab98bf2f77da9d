using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SupportAgentBench.Files;

/// <summary>Reads plain data: YAML without aliases, tags or expressions, in bounded time and memory.</summary>
public static class PlainFile
{
    public const int MostBytes = 4 * 1024 * 1024;
    private const int MostDepth = 24;
    private const int MostValues = 400_000;

    /// <summary>Text of a file inside <paramref name="folder"/>; null, with a problem, when it cannot be had.</summary>
    public static string? ReadText(string folder, string file, Problems problems)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var path = Path.GetFullPath(Path.Combine(root, file));
        if (!Inside(root, path) || (File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && !Inside(root, target.FullName)))
        {
            problems.Add(file, 0, "points outside the folder", $"keep every file below {folder}");
            return null;
        }

        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                problems.Add(file, 0, "is missing", "add the file, or name another folder");
                return null;
            }

            if (info.Length > MostBytes)
            {
                problems.Add(file, 0, $"is {info.Length / 1024 / 1024} MB; a data file has at most {MostBytes / 1024 / 1024} MB", "split it");
                return null;
            }

            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(file, 0, $"cannot be read: {e.Message}", "check the file's permissions");
            return null;
        }
    }

    /// <summary>The mapping at the top of a YAML file; null, with a problem, when there is none.</summary>
    public static YamlMap? ReadMap(string folder, string file, Problems problems)
    {
        if (ReadText(folder, file, problems) is not { } text)
        {
            return null;
        }

        try
        {
            var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                problems.Add(file, 0, "is empty");
                return null;
            }

            var left = MostValues;
            var value = Value(parser, file, problems, MostDepth, ref left);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
            {
                problems.Add(file, (int)parser.Current!.Start.Line, "has a second document", "keep one document a file; remove the ---");
            }

            if (value is YamlMap map)
            {
                return map;
            }

            problems.Add(file, value.Line, "must have named keys at the top", "see docs/cases.md");
            return null;
        }
        catch (YamlException e)
        {
            problems.Add(file, (int)e.Start.Line, $"is not readable as YAML: {e.Message.ReplaceLineEndings(" ")}",
                "quote texts that contain ': ' or ' #'");
            return null;
        }
    }

    private static bool Inside(string root, string path) =>
        path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static YamlValue Value(Parser parser, string file, Problems problems, int depth, ref int left)
    {
        var start = parser.Current!.Start;
        var line = (int)start.Line;
        if (depth == 0 || --left < 0)
        {
            throw new YamlException(start, start, "the file is nested too deeply or has too many values");
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            throw new YamlException(alias.Start, alias.End, $"aliases (*{alias.Value}) are not allowed; write the value out");
        }

        if (parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)))
        {
            problems.Add(file, line, "anchors (&) and tags (!) are not allowed", "write the plain value");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new YamlScalar(line, scalar.Value, scalar.Style is not ScalarStyle.Plain);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Value(parser, file, problems, depth - 1, ref left));
            }

            return new YamlList(line, items);
        }

        parser.Consume<MappingStart>();
        var entries = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                throw new YamlException(parser.Current!.Start, parser.Current.End, "a key must be a plain word");
            }

            var entry = new YamlEntry((int)key.Start.Line, Value(parser, file, problems, depth - 1, ref left));
            if (!entries.TryAdd(key.Value, entry))
            {
                problems.Add(file, entry.Line, $"has the key '{key.Value}' twice", "remove one of them");
            }
        }

        return new YamlMap(line, entries);
    }
}
