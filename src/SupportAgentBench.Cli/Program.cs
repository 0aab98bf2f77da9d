using SupportAgentBench.Cli;

return await Sab.RunAsync(args);
