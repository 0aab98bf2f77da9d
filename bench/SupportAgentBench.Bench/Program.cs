using SupportAgentBench.Bench;

return args switch
{
    ["wire", ..] => await WireBench.RunAsync(),
    ["board"] => await BoardBench.RunAsync(kept: null),
    ["board", var folder] => await BoardBench.RunAsync(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("wire    our own cost of model calls: the real tool against a stub provider in this process, at 0 ms and at 50 ms");
    Console.Error.WriteLine("board   from a store of 24 agents x 3 runs x 180 cases to the board and to a comparison: whole processes; board FOLDER keeps the store there");
    return 2;
}
