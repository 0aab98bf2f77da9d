using SupportAgentBench.Bench;

return args switch
{
    ["wire", ..] => await WireBench.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("wire    our own cost of model calls: the real tool against a stub provider in this process, at 0 ms and at 50 ms");
    return 2;
}
