namespace SupportAgentBench.Site.Tests;

/// <summary>What somebody who means harm would write. Each announces itself in <c>window.hacked</c>, a dialog or a request, if it ever runs.</summary>
internal static class Attacks
{
    public const string Script = "<script>window.hacked='script';alert(1)</script>";
    public const string Handler = "\"'><img src=x onerror=\"window.hacked='handler';alert(2)\">";
    public const string Link = "[click](javascript:alert(3)) <a href=\"javascript:window.hacked='link'\">me</a> https://evil.example/steal?x=1 ![x](https://evil.example/pixel.png)";
    public const string Broken = "</div></td></table></main></svg></title></script><!-- <![CDATA[ <style>body{display:none} <iframe src=\"https://evil.example\">";
    public const string Hidden = "abc\u202Egnp.exe\u2066x\u2069 zero\u200Bwidth\uFEFF soft\u00ADhyphen\u2028line \U000E0041tag";
    public const string Terminal = "\u001b[31mred\u001b[0m\u001b]0;title\u0007\u001b[2J\u009b31m\b\u0000";
    public const string Markup = "[red]markup[/] # heading\n\n| a | b |\n|---|---|\n\n```\n<script>window.hacked='fence'</script>\n<script>alert(4)</script>\n\n    indented <b onclick=alert(5)>\n[ref]: javascript:alert(6)\n<svg onload=alert(7)><foreignObject><body onload=alert(8)>";
    public const string Template = "{{constructor.constructor('alert(9)')()}} ${alert(10)} @(alert(11)) %3Cscript%3E &lt;script&gt; &#x3C;script&#x3E; \uFF1Cscript\uFF1E";
    public const string Lone = "half \uD83D of a pair \uDE00";
    public const string Way = "../../../etc/passwd\\..\\x CON.html ?q#f%2e%2e/";

    public static IReadOnlyList<string> All { get; } = [Script, Handler, Link, Broken, Hidden, Terminal, Markup, Template, Lone, Way];

    /// <summary>All in one text.</summary>
    public static string Everything { get; } = string.Join('\n', All);

    /// <summary>One word of a million letters.</summary>
    public static string Endless { get; } = new('a', 1_000_000);
}
