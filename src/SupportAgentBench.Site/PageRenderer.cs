using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportAgentBench.Site.Pages;

namespace SupportAgentBench.Site;

/// <summary>Pages as HTML: the same components for the served and the exported site. Safe to use from many threads.</summary>
public sealed class PageRenderer : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    /// <param name="content">Null while there is none: then the page stands alone, without the ways to others.</param>
    public async Task WriteAsync(SitePage page, SiteContent? content, TextWriter output)
    {
        // A renderer keeps all that it has rendered: one for each page lets go of it.
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<Frame>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(Frame.Page)] = page,
                [nameof(Frame.Content)] = content,
            }));
            root.WriteHtmlTo(output);
        });
    }

    public async Task<string> HtmlAsync(SitePage page, SiteContent? content)
    {
        await using var html = new StringWriter();
        await WriteAsync(page, content, html);
        return html.ToString();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
