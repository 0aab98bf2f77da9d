using System.Diagnostics;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace SupportAgentBench.Cli.Tests;

/// <summary>The workflow of samples/ci, copied as its README says and followed step by step; what GitHub's own actions do is done by hand.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task A_copied_workflow_lets_the_first_agent_through_and_holds_the_next_ones_against_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the workflow is written for bash");
        }

        using var team = new Team();

        var first = await team.PushAsync("reference/careful", isDefaultBranch: true);
        first.Failed.ShouldBeNull(first.Log);
        first.Summary.ShouldContain("No baseline under this protocol yet");

        var worse = await team.PushAsync("reference/gullible", isDefaultBranch: false);
        worse.Failed.ShouldBe("Judge", worse.Log);
        worse.Summary.ShouldNotContain("No baseline");
        worse.Summary.ShouldContain("not let through");
        worse.Summary.ShouldContain("## `candidate` against `baseline`");

        var same = await team.PushAsync("reference/careful", isDefaultBranch: false);
        same.Failed.ShouldBeNull(same.Log);
        same.Summary.ShouldNotContain("No baseline");
    }

    private sealed class Team : IDisposable
    {
        private readonly Scratch _scratch = new();
        private readonly YamlMappingNode _workflow;

        public Team()
        {
            Directory.CreateDirectory(_scratch.At("bin"));
            File.WriteAllText(_scratch.At("bin", "sab"), $"#!/bin/sh\nexec dotnet '{Tool.Dll}' \"$@\"\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_scratch.At("bin", "sab"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
            }

            var yaml = new YamlStream();
            yaml.Load(new StringReader(File.ReadAllText(Path.Combine(Samples, "gate.yml"))));
            _workflow = (YamlMappingNode)yaml.Documents[0].RootNode;
        }

        private static string Samples
        {
            get
            {
                var root = AppContext.BaseDirectory;
                while (!File.Exists(Path.Combine(root, "SupportAgentBench.slnx")))
                {
                    root = Path.GetDirectoryName(root)!;
                }

                return Path.Combine(root, "samples", "ci");
            }
        }

        /// <summary>One job in a fresh checkout. The step that failed, null when none did; after it only those run that always do.</summary>
        public async Task<(string? Failed, string Summary, string Log)> PushAsync(string agent, bool isDefaultBranch)
        {
            var checkout = Directory.CreateDirectory(_scratch.At($"{Guid.NewGuid()}")).FullName;
            File.Copy(Path.Combine(Samples, "gates.yaml"), Path.Combine(checkout, "gates.yaml"));
            var settings = ((YamlMappingNode)_workflow["env"]).ToDictionary(pair => $"{pair.Key}", pair => $"{pair.Value}");
            (settings["AGENT"], settings["RUNS"]) = (agent, "1");
            foreach (var file in new[] { "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY" })
            {
                settings[file] = Path.Combine(checkout, file);
                await File.WriteAllTextAsync(settings[file], "");
            }

            string? failed = null;
            var log = "";
            foreach (var step in ((YamlSequenceNode)_workflow["jobs"]["gate"]["steps"]).Cast<YamlMappingNode>())
            {
                string? Of(string key) => step.Children.TryGetValue(key, out var value) ? $"{value}" : null;
                var condition = Of("if") ?? "";
                if ((failed is not null && !condition.StartsWith("always()", StringComparison.Ordinal)) || (condition.Contains("default_branch", StringComparison.Ordinal) && !isDefaultBranch))
                {
                    continue;
                }

                if (Of("uses") is { } action)
                {
                    await CacheAsync(action, step, checkout);
                }
                else if (Of("name") is not "Install sab" && await BashAsync(Of("run")!, checkout, settings) is var (exit, said))
                {
                    log += said;
                    failed ??= exit == 0 ? null : Of("name");
                }
            }

            return (failed, await File.ReadAllTextAsync(settings["GITHUB_STEP_SUMMARY"]), log);
        }

        public void Dispose() => _scratch.Dispose();

        /// <summary>Baselines, by the part of the key that the workflow computes.</summary>
        private async Task CacheAsync(string action, YamlMappingNode step, string checkout)
        {
            if (!action.StartsWith("actions/cache/", StringComparison.Ordinal) || $"{step["with"]["path"]}" != "baseline")
            {
                return;
            }

            $"{step["with"]["key"]}".ShouldStartWith("sab-baseline-${{ steps.protocol.outputs.id }}-");
            var id = (await File.ReadAllTextAsync(Path.Combine(checkout, "GITHUB_OUTPUT"))).Trim()["id=".Length..];
            id.ShouldMatch("^[0-9a-f]{8}$");
            var (kept, baseline) = (_scratch.At($"kept-{id}"), Path.Combine(checkout, "baseline"));
            if (action.StartsWith("actions/cache/save", StringComparison.Ordinal))
            {
                Folders.Copy(baseline, kept);
            }
            else if (Directory.Exists(kept))
            {
                Folders.Copy(kept, baseline);
            }
        }

        private async Task<(int Exit, string Said)> BashAsync(string script, string checkout, Dictionary<string, string> settings)
        {
            var start = new ProcessStartInfo("bash", ["-eo", "pipefail", "-c", script]) { WorkingDirectory = checkout, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PATH"] = $"{_scratch.At("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
            foreach (var (name, value) in settings)
            {
                start.Environment[name] = value;
            }

            using var bash = Process.Start(start)!;
            var output = bash.StandardOutput.ReadToEndAsync();
            var error = bash.StandardError.ReadToEndAsync();
            await bash.WaitForExitAsync();
            return (bash.ExitCode, await output + await error);
        }
    }
}
