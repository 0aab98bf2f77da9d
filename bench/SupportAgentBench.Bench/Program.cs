using SupportAgentBench.Bench;

return args switch
{
    ["wire", ..] => await WireBench.RunAsync(),
    ["bare", .. var rest] => await BareClient.RunAsync(rest),
    ["official", .. var rest] => await OfficialClient.RunAsync(rest),
    ["board"] => await BoardBench.RunAsync(kept: null),
    ["board", var folder] => await BoardBench.RunAsync(folder),
    ["site"] => await SiteBench.RunAsync(kept: null),
    ["site", var folder] => await SiteBench.RunAsync(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("wire    our own cost of model calls: the real tool against a stub provider in this process, at 0 ms and at 50 ms, beside a bare HTTP client that posts the same bodies");
    Console.Error.WriteLine("board   from a store of 24 agents x 3 runs x 180 cases to the board and to a comparison: whole processes; board FOLDER keeps the store there");
    Console.Error.WriteLine("site    the same store as a site: the export's time and memory, the leaderboard's size, and the first byte of served pages of every kind; site FOLDER keeps the store there");
    return 2;
}
