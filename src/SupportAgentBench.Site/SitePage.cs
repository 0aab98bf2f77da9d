using Microsoft.AspNetCore.Components;

namespace SupportAgentBench.Site;

/// <summary>One page: where it is, what it is called when it is shared, and its three forms.</summary>
/// <param name="Title">Without the site's name.</param>
/// <param name="Description">One or two sentences, for search and for those who share it.</param>
public abstract record SitePage(Address Address, string Title, string Description)
{
    /// <summary>The place in the navigation that it belongs to.</summary>
    public virtual string Area => Address.Path;

    /// <summary>It stands beside itself as Markdown and JSON.</summary>
    public virtual bool HasTwins => true;

    /// <summary>Another order of a page that stands elsewhere: not in the site map.</summary>
    public Address? SameAs { get; init; }

    /// <summary>The page between the frame's header and footer.</summary>
    public abstract RenderFragment Body { get; }

    public abstract string Markdown();

    public abstract string Json();
}
