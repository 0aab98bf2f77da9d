using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SupportAgentBench.Site.Documents;

/// <summary>Components from code.</summary>
internal static class Components
{
    public static void AddComponent<T>(this RenderTreeBuilder builder, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : IComponent
    {
        builder.OpenComponent<T>(0);
        foreach (var (name, value) in parameters)
        {
            builder.AddComponentParameter(1, name, value);
        }

        builder.CloseComponent();
    }
}
