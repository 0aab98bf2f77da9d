using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SupportAgentBench.Files;

namespace SupportAgentBench.Boards.Gates;

/// <summary>The gate's verdict as JSON, JUnit XML and Markdown.</summary>
public static class GateReport
{
    public static string Json(Gate gate) => Boards.Json.Text(new JsonObject
    {
        ["agent"] = gate.Agent,
        ["baseline"] = gate.Baseline,
        ["passed"] = gate.Passed,
        ["scored"] = Boards.Json.Of(gate.Scored),
        ["least_scored"] = Boards.Json.Number(gate.LeastScored),
        ["enough_scored"] = gate.Enough,
        ["rules"] = Boards.Json.List(gate.Verdicts, verdict => new JsonObject
        {
            ["name"] = verdict.Name,
            ["metric"] = verdict.Metric,
            ["rule"] = verdict.Rule,
            ["outcome"] = Words.Of(verdict.Outcome),
            ["found"] = verdict.Found,
            ["mend"] = verdict.Mend,
        }),
    });

    /// <summary>One test a rule; what is in doubt passes, with its doubt in the output.</summary>
    public static string JUnit(Gate gate)
    {
        var tests = gate.Verdicts.Select(verdict => new XElement("testcase", new XAttribute("classname", LegalXml.Of($"sab.gate.{gate.Agent}")), new XAttribute("name", LegalXml.Of(verdict.Rule)),
            verdict.Outcome is RuleOutcome.Broken ? new XElement("failure", new XAttribute("message", LegalXml.Of(verdict.Found)), LegalXml.Of(verdict.Mend ?? verdict.Found)) : null,
            verdict.Outcome is RuleOutcome.Unscored ? new XElement("error", new XAttribute("message", LegalXml.Of(verdict.Found)), LegalXml.Of(verdict.Mend ?? verdict.Found)) : null,
            verdict.Outcome is RuleOutcome.InDoubt ? new XElement("system-out", LegalXml.Of($"in doubt: {verdict.Found}. {verdict.Mend}")) : null)).ToList();
        tests.Add(new XElement("testcase", new XAttribute("classname", LegalXml.Of($"sab.gate.{gate.Agent}")), new XAttribute("name", ScoredRule(gate)),
            gate.EnoughOverall ? null : new XElement("error", new XAttribute("message", ScoredFound(gate)))));
        var suite = new XElement("testsuite", new XAttribute("name", LegalXml.Of($"sab gate {gate.Agent}")), new XAttribute("tests", tests.Count),
            new XAttribute("failures", gate.Verdicts.Count(verdict => verdict.Outcome is RuleOutcome.Broken)), new XAttribute("errors", gate.Verdicts.Count(verdict => verdict.Outcome is RuleOutcome.Unscored) + (gate.EnoughOverall ? 0 : 1)), new XAttribute("skipped", 0), tests);
        return new XDocument(new XDeclaration("1.0", "utf-8", null), new XElement("testsuites", suite)).ToXmlText();
    }

    public static string Markdown(Gate gate)
    {
        var text = new StringBuilder();
        text.Append($"## {(gate.Passed ? "✅ let through" : "❌ not let through")}: {Comparing.ComparisonMarkdown.Name(gate.Agent)}\n\n");
        text.Append(gate.Baseline is null ? "" : $"Baseline: {Comparing.ComparisonMarkdown.Name(gate.Baseline)}\n\n");
        text.Append("| | rule | found |\n| --- | --- | --- |\n");
        foreach (var verdict in gate.Verdicts)
        {
            text.Append($"| {Sign(verdict.Outcome)} | {Comparing.ComparisonMarkdown.Cell(verdict.Rule)} | {Comparing.ComparisonMarkdown.Cell(verdict.Found)}{(verdict.Mend is null ? "" : $"<br>{Comparing.ComparisonMarkdown.Cell(verdict.Mend)}")} |\n");
        }

        text.Append($"| {(gate.EnoughOverall ? "✅" : "❌")} | {ScoredRule(gate)} | {ScoredFound(gate)} |\n\n");
        return text.ToString();
    }

    public static string ScoredRule(Gate gate) => $"at least {Shown.Percent(gate.LeastScored)} of the conversations scored";

    public static string ScoredFound(Gate gate) => string.Create(CultureInfo.InvariantCulture, $"{gate.Scored.Hits} of {gate.Scored.Of}");

    private static string Sign(RuleOutcome outcome) => outcome switch { RuleOutcome.Held => "✅", RuleOutcome.InDoubt => "❔", _ => "❌" };

    private static string ToXmlText(this XDocument document)
    {
        using var writer = new Utf8Writer();
        document.Save(writer);
        return writer.ToString() + "\n";
    }

    private sealed class Utf8Writer : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
