using Shouldly;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using Xunit;

namespace SupportAgentBench.Tests.Judging;

public sealed class RubricTests
{
    [Fact]
    public void Every_intent_and_every_trap_has_a_rubric_and_no_rubric_is_for_nothing() =>
        Repository.Rubrics.ByIntent.Keys.Order().ShouldBe(Repository.Cases.Cases.Select(played => played.Trap ?? played.Intent).Distinct().Order());

    [Fact]
    public void A_trap_and_its_twin_are_asked_the_same_but_for_whether_the_request_was_settled()
    {
        foreach (var twin in Repository.Cases.Cases.Where(played => played.Bucket is Bucket.Twin))
        {
            var trap = Repository.Cases.Cases.First(played => played.Bucket is Bucket.Adversarial && played.Trap == twin.Trap);
            Repository.Rubrics.For(twin).Where(criterion => !criterion.Settles).ShouldBe(Repository.Rubrics.For(trap));
        }
    }

    [Fact]
    public void Another_shops_desk_is_asked_nothing_that_follows_from_a_rule_that_its_policy_does_not_have()
    {
        var folder = Directory.CreateTempSubdirectory("sab-desk-").FullName;
        foreach (var file in Directory.EnumerateFiles(Repository.DeskFolder))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder, "policy.md"), "- **R1** Say only what is true.\n");
        File.WriteAllText(Path.Combine(folder, "desk.yaml"), File.ReadAllText(Path.Combine(folder, "desk.yaml")).Split("# Which policy rule")[0]);
        var desk = DeskFile.Read(folder, new Problems())!;
        Directory.Delete(folder, recursive: true);
        var problems = new Problems();

        var rubrics = RubricFile.Read(Path.Combine(Repository.Root, "rubrics"), desk, problems, written: false)!;

        problems.ShouldBeEmpty();
        var asked = Repository.Cases.Cases.SelectMany(rubrics.For).ToList();
        asked.Where(criterion => criterion.Policy is not null).ShouldAllBe(criterion => criterion.Policy == "R1");
        asked.ShouldContain(criterion => criterion.Policy == null);
    }

    [Fact]
    public void A_rubric_tells_every_mistake_at_once_with_line_and_mend()
    {
        var folder = Directory.CreateTempSubdirectory("sab-rubrics-").FullName;
        File.WriteAllText(Path.Combine(folder, "every.yaml"), "criteria:\n  - {id: a, asks: It is so., need: it}\ncontrols: []\n");
        File.WriteAllText(Path.Combine(folder, "wismo.yaml"), """
            rubric: wismoo
            criteria:
              - {id: a, asks: It is so., policy: R99}
              - {id: b, asks: It is so.}
              - {id: c, asks: It is so., policy: R1, need: both, shown_by: agnet}
              - {id: d, ask: It is so., policy: R1}
            """);
        var problems = new Problems();

        RubricFile.Read(folder, Repository.Desk, problems).ShouldBeNull();

        problems.Select(problem => problem.ToString()).ShouldBe(
        [
            "every.yaml:1: no criterion decides whether the request was settled (mark one with 'settles: true')",
            "wismo.yaml: the criterion 'a' stands in every.yaml already (give each an id of its own)",
            "wismo.yaml:1: the file is for 'wismo', but it says 'wismoo' (make the two equal)",
            "wismo.yaml:3: the policy has no rule R99 (did you mean R19 or R29 or R9?)",
            "wismo.yaml:4: 'b' is tied to nothing (give it either 'policy: R7' or 'need: ...')",
            "wismo.yaml:5: 'agnet' is not a known shown_by (did you mean agent?)",
            "wismo.yaml:5: 'c' is tied to both a rule and a need (give it either 'policy: R7' or 'need: ...')",
            "wismo.yaml:6: 'asks' is missing",
            "wismo.yaml:6: the key 'ask' is not known here (did you mean asks?)",
        ]);
        Directory.Delete(folder, recursive: true);
    }
}
