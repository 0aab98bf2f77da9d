using System.Text;

namespace SupportAgentBench.Site.Documents;

/// <summary>Writes the Markdown form of a page. Everything that means something in Markdown or HTML is escaped.</summary>
public sealed class MarkdownText(Address here)
{
    private readonly StringBuilder _text = new();

    public static string Of(Pages.DocumentPage page)
    {
        var text = new MarkdownText(page.Address);
        text.Heading(1, page.Title).Paragraph(page.Lede);
        if (page.Tags.Count > 0)
        {
            text.Paragraph([string.Join(", ", page.Tags.Select(tag => tag.Name))]);
        }

        text.All(page.Blocks, 2);
        return text.ToString();
    }

    public MarkdownText Heading(int level, string words)
    {
        _text.Append('#', Math.Min(level, 6)).Append(' ').Append(Escaped(words)).Append("\n\n");
        return this;
    }

    public MarkdownText Paragraph(IEnumerable<Inline> words)
    {
        _text.Append(Line(words)).Append("\n\n");
        return this;
    }

    public MarkdownText Bullet(IEnumerable<Inline> words)
    {
        _text.Append("- ").Append(Line(words)).Append('\n');
        return this;
    }

    public MarkdownText End()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Fenced by more backticks than the text has in a row.</summary>
    public MarkdownText Verbatim(string text)
    {
        int most = 2, run = 0;
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            most = Math.Max(most, run);
        }

        var fence = new string('`', most + 1);
        _text.Append(fence).Append("text\n").Append(Visible.Of(text).TrimEnd('\n')).Append('\n').Append(fence).Append("\n\n");
        return this;
    }

    /// <summary>Words of somebody, every line behind a mark.</summary>
    public MarkdownText Said(string who, string words)
    {
        _text.Append("> **").Append(Escaped(who)).Append(":**\n");
        foreach (var line in words.ReplaceLineEndings("\n").Trim('\n').Split('\n'))
        {
            _text.Append(string.IsNullOrWhiteSpace(line) ? ">" : "> " + Escaped(line.Trim())).Append('\n');
        }

        return End();
    }

    public MarkdownText Table(IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<IReadOnlyList<Inline>>> rows)
    {
        _text.Append("| ").AppendJoin(" | ", columns.Select(column => Escaped(column.Title))).Append(" |\n| ")
            .AppendJoin(" | ", columns.Select(column => column.IsFigure ? "---:" : "---")).Append(" |\n");
        foreach (var row in rows)
        {
            _text.Append("| ").AppendJoin(" | ", row.Select(Line)).Append(" |\n");
        }

        return End();
    }

    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";

    /// <summary>One line of plain words.</summary>
    public static string Escaped(string words)
    {
        var visible = Visible.Of(words);
        var escaped = new StringBuilder(visible.Length + 8);
        for (var i = 0; i < visible.Length; i++)
        {
            if (visible[i] is '\n' or '\r' or '\t')
            {
                escaped.Append(' ');
                continue;
            }

            if (IsMark(visible, i))
            {
                escaped.Append('\\');
            }

            escaped.Append(visible[i]);
        }

        return escaped.ToString();
    }

    public void Add(Block block, int level)
    {
        switch (block)
        {
            case Block.Section section:
                Heading(level, section.Title);
                All(section.Blocks, level + 1);
                break;
            case Block.Paragraph paragraph:
                Paragraph(paragraph.Words);
                break;
            case Block.Bullets bullets:
                foreach (var item in bullets.Items)
                {
                    Bullet(item);
                }

                End();
                break;
            case Block.Table table:
                Paragraph([table.Caption + ":"]).Table(table.Columns, table.Rows.Select(row => row.Cells));
                break;
            case Block.Cards cards:
                Table([new("figure"), new("value", true), new("")], cards.Figures.Select(card => (IReadOnlyList<IReadOnlyList<Inline>>)[[card.Name], [card.Value], [card.Detail is null ? card.Note : $"{card.Note}; {card.Detail}"]]));
                break;
            case Block.Exchange exchange:
                foreach (var said in exchange.Utterances)
                {
                    Said(said.Who, said.Words);
                }

                Paragraph([exchange.Source]);
                break;
            case Block.Picture picture:
                Paragraph([picture.Alternative]);
                break;
            case Block.Fold fold:
                Heading(level, fold.Summary);
                All(fold.Blocks, level + 1);
                break;
            case Block.Prose prose:
                _text.Append(ProseHtml.Twin(prose.Markdown)).Append("\n\n");
                break;
            case Block.Verbatim verbatim:
                Verbatim(verbatim.Text);
                break;
        }
    }

    private void All(IEnumerable<Block> blocks, int level)
    {
        foreach (var block in blocks)
        {
            Add(block, level);
        }
    }

    private string Line(IEnumerable<Inline> words) => string.Concat(words.Select(part => part switch
    {
        Inline.Plain plain => Escaped(plain.Words),
        Inline.Quiet quiet => Escaped(quiet.Words),
        Inline.Strong strong => Around("**", strong.Words),
        Inline.Alarm alarm => Around("**", alarm.Words),
        Inline.Code code => Around("", code.Words),
        Inline.Link { To: { } to } link => $"[{Escaped(link.Words)}]({to.From(here, link.Part, ".md")})",
        Inline.Link link => Escaped(link.Words),
        _ => "",
    }));

    /// <summary>Marks must touch the words between them: spaces around these stay outside.</summary>
    private static string Around(string mark, string words) =>
        words.Trim() is { Length: > 0 } trimmed ? (char.IsWhiteSpace(words[0]) ? " " : "") + mark + Escaped(trimmed) + mark + (char.IsWhiteSpace(words[^1]) ? " " : "") : "";

    /// <summary>A figure is not the mark of a list: "12.5" and "-3" stay as they are.</summary>
    private static bool IsDigit(string words, int at) => at < words.Length && char.IsAsciiDigit(words[at]);

    /// <summary>Marks that always mean something, those that do so at the start of a line, and what would make a bare address a link.</summary>
    private static bool IsMark(string words, int at) => words[at] switch
    {
        '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '~' or '&' or '$' or '@' => true,
        '#' or '=' => at == 0,
        '+' or '-' => at == 0 && !IsDigit(words, at + 1),
        '.' or ')' => (at > 0 && words.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0 && !IsDigit(words, at + 1)) || (at >= 3 && words.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase)),
        ':' => at + 1 < words.Length && words[at + 1] == '/',
        _ => false,
    };
}
