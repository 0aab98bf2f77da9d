using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>The customer stops when it has been told what it was waiting for: not before, and not after.</summary>
internal static class Endings
{
    public static IEnumerable<Breach> In(Course course) => new[] { Stopped(course), WentOn(course) }.OfType<Breach>();

    private static Breach? Stopped(Course course)
    {
        if (course.End is not { } end)
        {
            return null;
        }

        var quote = course.FollowUps.LastOrDefault(message => message.Turn == end.Turn)?.Text;
        return end.Reason switch
        {
            TerminationReason.Satisfied when course.Wanted.FirstOrDefault(fact => !Told(fact, course)) is { } missing =>
                new(BreachKind.StoppedEarly, end.Turn, quote, $"is satisfied without having been told {missing.Shown}"),
            TerminationReason.Satisfied when course.Part.Block.Then is not null && !course.ThenSent =>
                new(BreachKind.StoppedEarly, end.Turn, quote, "is satisfied without having made its second request"),
            TerminationReason.ToldHandedOver when !course.Agent.Any(TellsOfHandover) =>
                new(BreachKind.StoppedEarly, end.Turn, quote, "ends as handed over, though the agent said nothing of it"),
            _ => null,
        };
    }

    /// <summary>A change that was made counts as told: an agent may report it in words that no pattern knows.</summary>
    private static bool Told(Fact fact, Course course) =>
        Course.Says(course.Agent, fact) || (fact is Fact.SaidDone done && course.Changes.Any(made => Actions.SameInWords(made, done.Change)));

    private static bool TellsOfHandover(Heard heard) =>
        heard.Reading.Says(ChangeKind.Handover, Tense.Done) is not null || heard.Reading.Says(ChangeKind.Handover, Tense.Will) is not null;

    private static Breach? WentOn(Course course)
    {
        if (course.Part.Block.Then is not null && !course.ThenSent)
        {
            return null;
        }

        // A question, an offer or a language that it does not read are a reason to answer once; after that it goes on for its own sake.
        var answered = false;
        foreach (var message in course.FollowUps.Where(message => !IsFarewell(message, course) && !IsThen(message, course)
            && course.Wanted.All(fact => Course.Says(message.Before, fact)) && !message.Last.Reading.IsBlank && !Waits(message, course)))
        {
            var reason = message.Last.Reading.Asks.Count > 0 || Course.Proposes(message.Last)
                || (message.Last.Reading.Spoken ?? course.Part.Language) != course.Part.Language;
            if (!reason || answered)
            {
                return new(BreachKind.WentOn, message.Turn, message.Text, "writes on, though it has been told all that it was waiting for");
            }

            answered = true;
        }

        return null;
    }

    /// <summary>A change that it agrees to is proposed: it says yes and waits.</summary>
    private static bool Waits(FollowUp message, Course course) => message.Last.Reading.Statements.Any(said => said.Tense is Tense.Proposed
        && message.Last.Reading.Says(said.Action, Tense.Done) is null && course.Part.Block.AgreesTo.Any(agreed => Actions.SameInWords(agreed, said.Action)));

    /// <summary>The words with which it ends.</summary>
    private static bool IsFarewell(FollowUp message, Course course) =>
        ReferenceEquals(message, course.FollowUps[^1]) && course.End is { Reason: TerminationReason.Satisfied or TerminationReason.ToldHandedOver } end && message.Turn == end.Turn;

    private static bool IsThen(FollowUp message, Course course) =>
        course.Given.Then is { } then && message.Line.Holds(then);
}
