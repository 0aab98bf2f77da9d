using System.Xml;

namespace SupportAgentBench.Files;

/// <summary>Text as XML can hold it: it has no way to write most control characters and half characters, and what agents say may hold any.</summary>
public static class LegalXml
{
    /// <summary>Half characters come out of the enumeration as the sign for what cannot be read.</summary>
    public static string Of(string text) =>
        string.Concat(text.EnumerateRunes().Select(letter => letter.IsBmp && !XmlConvert.IsXmlChar((char)letter.Value) ? "\uFFFD" : letter.ToString()));
}
