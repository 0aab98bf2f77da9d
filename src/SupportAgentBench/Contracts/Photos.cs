using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>A photo goes along when it was asked for, and it is the block's own.</summary>
internal static class Photos
{
    public static IEnumerable<Breach> In(Course course)
    {
        foreach (var message in course.FollowUps.Where(message => message.Attachment is not null))
        {
            if (message.Attachment!.Shows != course.Part.Block.Photo?.Shows)
            {
                yield return new(BreachKind.UnaskedPhoto, message.Turn, message.Attachment.File, "sends a photo that its block does not have");
            }
            else if (!message.Before.Any(heard => heard.Reading.Asks.Contains(Ask.Photo) || course.Wordings.Languages.Any(language => language.Asks[Ask.Photo].In(heard.Text))))
            {
                yield return new(BreachKind.UnaskedPhoto, message.Turn, message.Attachment.File, "sends its photo without being asked for one");
            }
        }
    }
}
