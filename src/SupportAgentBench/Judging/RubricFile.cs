using SupportAgentBench.Desks;
using SupportAgentBench.Files;

namespace SupportAgentBench.Judging;

/// <summary>Reads the rubrics of a folder: every.yaml for all conversations, and one file an intent.</summary>
public static class RubricFile
{
    private const string EveryFile = "every.yaml";
    private const int LongestStatement = 400;

    /// <summary>Null when problems were found. An intent without a file is asked what every conversation is.</summary>
    /// <param name="written">Whether the rubrics were written for this desk: then each rule that they name must be in its policy. Otherwise what follows from a rule that it does not have is not asked.</param>
    public static RubricSet? Read(string folder, Desk desk, Problems problems, bool written = true)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(folder, 0, "is not a folder", "name the folder with the rubrics");
            return null;
        }

        var before = problems.Count;
        var files = Directory.EnumerateFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        var every = Fields.OfFile(folder, EveryFile, problems);
        var criteria = Criteria(every, desk, written);
        var controls = every.Maps("controls").Select(Control).ToList();
        every.Done();
        var byIntent = new Dictionary<string, IReadOnlyList<Criterion>>(StringComparer.Ordinal);
        var ids = criteria.Select(criterion => (File: EveryFile, criterion.Id)).Concat(controls.Select(control => (EveryFile, control.Id))).ToList();
        foreach (var file in files.Where(file => file != EveryFile))
        {
            var fields = Fields.OfFile(folder, file, problems);
            var intent = fields.Text("rubric");
            if (fields.Line > 0 && intent != Path.GetFileNameWithoutExtension(file))
            {
                fields.Problem("rubric", $"the file is for '{Path.GetFileNameWithoutExtension(file)}', but it says '{intent}'", "make the two equal");
            }

            byIntent[intent] = Criteria(fields, desk, written);
            ids.AddRange(byIntent[intent].Select(criterion => (file, criterion.Id)));
            fields.Done();
        }

        if (every.Line > 0 && criteria.All(criterion => !criterion.Settles))
        {
            every.Problem("criteria", "no criterion decides whether the request was settled", "mark one with 'settles: true'");
        }

        TellTwice(ids, problems);
        return problems.Count > before ? null : new(criteria, controls, byIntent, FileHash.Of(folder, files));
    }

    private static IReadOnlyList<Criterion> Criteria(Fields file, Desk desk, bool written)
    {
        var criteria = file.Maps("criteria").Select(fields => Criterion(fields, desk, written)).ToList();
        if (criteria.Count == 0 && file.Line > 0)
        {
            file.Problem("criteria", "the rubric asks nothing");
        }

        return written ? criteria : [.. criteria.Where(criterion => criterion.Policy is not { } rule || IsOf(desk, rule))];
    }

    private static bool IsOf(Desk desk, string rule) => desk.Policy.Rules.Any(known => known.Id == rule);

    private static Criterion Criterion(Fields fields, Desk desk, bool written)
    {
        var criterion = new Criterion(
            fields.Text("id"), Statement(fields), fields.OptionalText("policy"), fields.OptionalText("need"), fields.OptionalText("applies"),
            fields.Flag("settles"), fields.OptionalWord<ShownBy>("shown_by") ?? ShownBy.Agent);
        if (criterion is { Policy: null, Need: null } or { Policy: not null, Need: not null })
        {
            fields.Problem("id", $"'{criterion.Id}' is tied to {(criterion.Policy is null ? "nothing" : "both a rule and a need")}", "give it either 'policy: R7' or 'need: ...'");
        }

        if (written && criterion.Policy is { } rule && !IsOf(desk, rule))
        {
            fields.Problem("policy", $"the policy has no rule {rule}", Nearest.Mend(rule, desk.Policy.Rules.Select(known => known.Id)));
        }

        fields.Done();
        return criterion;
    }

    private static Control Control(Fields fields)
    {
        var control = new Control(fields.Text("id"), Statement(fields), fields.Flag("truth"));
        fields.Done();
        return control;
    }

    private static string Statement(Fields fields)
    {
        var asks = fields.Text("asks").ReplaceLineEndings(" ").Trim();
        if (asks.Length > LongestStatement)
        {
            fields.Problem("asks", $"a criterion is one statement of at most {LongestStatement} letters; this one has {asks.Length}", "split it");
        }

        return asks;
    }

    private static void TellTwice(IEnumerable<(string File, string Id)> ids, Problems problems)
    {
        foreach (var twice in ids.GroupBy(pair => pair.Id).Where(group => group.Count() > 1))
        {
            problems.Add(twice.Last().File, 0, $"the criterion '{twice.Key}' stands in {twice.First().File} already", "give each an id of its own");
        }
    }
}
