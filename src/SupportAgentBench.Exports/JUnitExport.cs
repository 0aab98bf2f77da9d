using System.Xml;
using SupportAgentBench.Files;
using SupportAgentBench.Scoring;

namespace SupportAgentBench.Exports;

/// <summary>
/// JUnit XML: a suite for each run, a test for each case. Failed: it did not go well by what decides in its bucket; skipped: it was
/// lost to the customer, the judge or the infrastructure, or not judged.
/// </summary>
public static class JUnitExport
{
    public static string LeavesOut => "everything that is no pass or fail: figures, criteria, costs, latencies, transcripts";

    public static void Write(ExportedResults results, TextWriter to)
    {
        using var xml = XmlWriter.Create(to, new() { Indent = true, CloseOutput = false });
        xml.WriteStartElement("testsuites");
        foreach (var run in results.Trials().GroupBy(trial => trial.Run))
        {
            var trials = run.ToList();
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", LegalXml.Of($"{run.Key.Agent} run {run.Key.Id}"));
            xml.WriteAttributeString("tests", $"{trials.Count}");
            xml.WriteAttributeString("failures", $"{trials.Count(trial => trial.WentWell is false)}");
            xml.WriteAttributeString("errors", "0");
            xml.WriteAttributeString("skipped", $"{trials.Count(trial => trial.WentWell is null)}");
            foreach (var trial in trials)
            {
                Test(xml, trial);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Test(XmlWriter xml, ExportedTrial trial)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"{Words.Of(trial.Case.Bucket)}.{trial.Case.Trap ?? trial.Case.Intent}");
        xml.WriteAttributeString("name", trial.Case.Id);
        if (trial.WentWell is false)
        {
            var findings = trial.Row.Score!.Findings;
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", LegalXml.Of(findings.Count > 0 ? findings[0].What : "did not go well"));
            xml.WriteString(LegalXml.Of(string.Join('\n', findings.Select(Line))));
            xml.WriteEndElement();
        }
        else if (trial.WentWell is null)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", trial.Row.FaultOwner is { } owner ? $"lost to the {Words.Of(owner)}" : "not judged");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Line(Finding finding) => $"turn {finding.Turn}: {Words.Of(finding.Rule)}: {finding.What}{(finding.Quote is null ? "" : $" \"{finding.Quote}\"")}";
}
