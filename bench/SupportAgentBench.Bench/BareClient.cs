using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace SupportAgentBench.Bench;

/// <summary>Posts given bodies and reads the answers, and nothing else: what model calls cost on this machine whoever makes them.</summary>
internal static class BareClient
{
    /// <param name="arguments">Address, file with a body a line, number of calls, how many at once.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var bodies = Array.ConvertAll(await File.ReadAllLinesAsync(arguments[1]), Encoding.UTF8.GetBytes);
        using var http = new HttpClient();
        await Parallel.ForAsync(
            0, int.Parse(arguments[2], CultureInfo.InvariantCulture), new ParallelOptions { MaxDegreeOfParallelism = int.Parse(arguments[3], CultureInfo.InvariantCulture) }, async (number, cancellation) =>
            {
                using var content = new ByteArrayContent(bodies[number % bodies.Length]);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await http.PostAsync(arguments[0], content, cancellation);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(cancellation);
            });
        return 0;
    }
}
