using System.Text;
using System.Xml;

namespace SupportAgentBench.Files;

/// <summary>Text as XML can hold it: it has no way to write most control characters and half characters, and what agents say may hold any.</summary>
public static class LegalXml
{
    public static string Of(string text)
    {
        var legal = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                legal.Append(text[at]).Append(text[++at]);
            }
            else
            {
                legal.Append(XmlConvert.IsXmlChar(text[at]) ? text[at] : '\uFFFD');
            }
        }

        return legal.ToString();
    }
}
