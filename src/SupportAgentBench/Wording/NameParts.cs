using System.Text;

namespace SupportAgentBench.Wording;

/// <summary>Takes names apart: update_reservation_baggages, updateReservationBaggages and "update reservation" alike.</summary>
internal static class NameParts
{
    private const string Marked = "àáâãåçèéêëìíîïñòóôõùúûýÿ";
    private const string Bare = "aaaaaceeeeiiiinoooouuuyy";

    public static HashSet<string> Of(string name) => new(InOrder(name), StringComparer.OrdinalIgnoreCase);

    public static List<string> InOrder(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var place = 0; place <= name.Length; place++)
        {
            var ends = place == name.Length || !char.IsLetterOrDigit(name[place]);
            if (ends || (place > start && char.IsUpper(name[place]) && char.IsLower(name[place - 1])))
            {
                if (place > start)
                {
                    words.Add(name[start..place]);
                }

                start = ends ? place + 1 : place;
            }
        }

        return words;
    }

    public static List<string> PlainInOrder(string name) => InOrder(name).ConvertAll(Plain);

    /// <summary>In small letters without marks, as keys and tools are often written: "geändert" and "geaendert", "annulé" and "annule" alike.</summary>
    public static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length + 2);
        foreach (var letter in word.ToLowerInvariant())
        {
            _ = letter switch
            {
                'ä' => plain.Append("ae"),
                'ö' => plain.Append("oe"),
                'ü' => plain.Append("ue"),
                'ß' => plain.Append("ss"),
                _ => plain.Append(Marked.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place ? Bare[place] : letter),
            };
        }

        return plain.ToString();
    }
}
