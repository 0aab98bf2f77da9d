using Shouldly;
using SupportAgentBench.Boards.Agreement;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Judging.Labels;
using SupportAgentBench.Scoring;
using Xunit;

namespace SupportAgentBench.Tests.Boards.Agreement;

public sealed class AgreementReportTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "labels", "reference");

    [Fact]
    public async Task The_shipped_labels_are_whole_and_the_rule_judge_is_measured_on_them()
    {
        var set = LabelFile.Read(Folder);
        set.Conversations.Count.ShouldBeGreaterThanOrEqualTo(120);
        var known = RuleJudge.Decided.Concat(Repository.Rubrics.All.Select(criterion => criterion.Id)).Append(Label.Resolved).ToHashSet();
        set.Labels.Select(label => label.Criterion).Distinct().ShouldAllBe(criterion => known.Contains(criterion));
        foreach (var conversation in set.Conversations)
        {
            var played = Some.Case(conversation.Transcript.Header.Case);
            var labelled = set.Labels.Where(label => label.Trial == conversation.Id).Select(label => label.Criterion).ToHashSet();
            Repository.Rubrics.For(played).Select(criterion => criterion.Id).Concat(RuleJudge.Decided).ShouldAllBe(criterion => labelled.Contains(criterion));
        }

        var judged = new List<JudgedTrial>();
        foreach (var conversation in set.Conversations)
        {
            var played = Some.Case(conversation.Transcript.Header.Case);
            var score = new Scorer(Repository.Desk, Repository.Wordings).Score(played, conversation.Transcript);
            judged.Add(new(conversation.Id, await new RuleJudge().JudgeAsync(played, conversation.Transcript, score, TrialCalls.Unkept, CancellationToken.None)));
        }

        var report = AgreementReport.Of("rules", judged, set.Labels);
        report.Metrics.Single(row => row.Name == "resolution").Table.N.ShouldBe(78);
        report.All.Raw!.Value.ShouldBeGreaterThan(0.95);
        report.All.Specificity!.Value.ShouldBeGreaterThan(0.7);
        report.Ceiling.ShouldBeNull();
    }

    [Fact]
    public void Unscored_and_not_applicable_are_counted_apart_and_the_majority_of_labellers_counts()
    {
        Label L(string trial, string criterion, Verdict verdict, string by) => new(trial, criterion, verdict, by);
        CriterionVerdict V(string criterion, Verdict verdict) => new(criterion, verdict, "R1", null);
        var judged = new[]
        {
            new JudgedTrial("1", new("j", [V("a", Verdict.Passed), V("b", Verdict.CannotTell), V("c", Verdict.NotApplicable)], Verdict.Passed, null)),
            new JudgedTrial("2", new("j", [V("a", Verdict.Failed), V("b", Verdict.Passed), V("c", Verdict.Passed)], Verdict.Failed, null)),
        };
        var report = AgreementReport.Of("j", judged,
        [
            L("1", "a", Verdict.Passed, "x"), L("1", "a", Verdict.Passed, "y"), L("1", "a", Verdict.Failed, "z"), L("1", "b", Verdict.Failed, "x"), L("1", "c", Verdict.Failed, "x"),
            L("2", "a", Verdict.Passed, "x"), L("2", "a", Verdict.Failed, "y"), L("2", "b", Verdict.Passed, "x"), L("2", "c", Verdict.NotApplicable, "x"), L("2", Label.Resolved, Verdict.Passed, "x"),
        ]);

        report.Criteria.Single(row => row.Name == "a").Table.ShouldBe(new TwoByTwo(1, 0, 0, 0), "two labellers against one; one against one is nobody's label");
        report.Criteria.Single(row => row.Name == "b").ShouldBe(new("b", new(1, 0, 0, 0), Unscored: 1, Apart: 0));
        report.Criteria.Single(row => row.Name == "c").ShouldBe(new("c", new(0, 0, 0, 0), Unscored: 0, Apart: 2));
        report.Metrics.Single(row => row.Name == "resolution").Table.ShouldBe(new TwoByTwo(0, 1, 0, 0));
        report.Ceiling.ShouldBe(new TwoByTwo(1, 3, 0, 0), "x-y, x-z and y-z on the first, x-y on the second");
    }

    [Fact]
    public void A_judge_that_got_worse_is_told_from_one_that_only_differs()
    {
        AgreementReport Report(params bool[] right) => new("j", [], [], null, right.Index().ToDictionary(pair => ($"{pair.Index}", "c"), pair => pair.Item));
        var old = Report([.. Enumerable.Repeat(true, 90), .. Enumerable.Repeat(false, 10)]);
        JudgeDrift.Of(old, Report([.. Enumerable.Repeat(true, 80), .. Enumerable.Repeat(false, 20)])).ShouldSatisfyAllConditions(
            drift => drift.Drop.ShouldBe(0.1, 1e-9), drift => drift.Holds(0.02).ShouldBeFalse(), drift => drift.P.ShouldBe(2 * Math.Pow(0.5, 10), 1e-9));
        JudgeDrift.Of(old, Report([.. Enumerable.Repeat(false, 10), .. Enumerable.Repeat(true, 90)])).ShouldSatisfyAllConditions(
            drift => drift.Drop.ShouldBe(0), drift => drift.Holds(0.02).ShouldBeTrue());
        JudgeDrift.Of(old, Report()).Holds(0.02).ShouldBeFalse("nothing in common is no proof");
    }

    [Fact]
    public void Every_bad_line_of_labels_is_told_at_once_with_file_and_line()
    {
        var folder = Directory.CreateTempSubdirectory("sab-labels-").FullName;
        File.Copy(Path.Combine(Folder, LabelFile.TranscriptsFile), Path.Combine(folder, LabelFile.TranscriptsFile));
        File.WriteAllLines(Path.Combine(folder, "labels-ab.jsonl"),
        [
            """{"id":"nobody/none","by":"ab","at":"2026-11-26","labels":{"resolved":"passed"}}""", "oops",
            LabelFile.Line(LabelFile.Read(Folder).Conversations[0].Id, "ab", new(2026, 11, 26), [new(Label.Resolved, Verdict.Passed)]).Replace("passed", "great", StringComparison.Ordinal),
        ]);

        var problems = Should.Throw<UserMistakeException>(() => LabelFile.Read(folder)).Problems;

        problems.Count.ShouldBe(3);
        problems[0].ShouldBe("labels-ab.jsonl:1: there is no conversation 'nobody/none' in transcripts.jsonl");
        problems[1].ShouldStartWith("labels-ab.jsonl:2: is not readable");
        problems[2].ShouldBe("labels-ab.jsonl:3: 'great' is no verdict (known: not_applicable, cannot_tell, failed, passed)");
        Directory.Delete(folder, recursive: true);
    }
}
