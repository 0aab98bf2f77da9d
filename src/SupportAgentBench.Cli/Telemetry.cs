using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Cli;

/// <summary>Exports spans and metrics over OTLP when the user names an endpoint in the standard settings, and only then: nothing leaves by itself.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private Telemetry()
    {
        var resource = ResourceBuilder.CreateDefault().AddService("sab");
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(CallTelemetry.Source).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(CallTelemetry.Source).AddOtlpExporter().Build();
    }

    public static bool IsWanted => new[] { "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT" }
        .Any(name => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(name)));

    /// <summary>Null when no exporter was asked for.</summary>
    public static Telemetry? Start() => IsWanted ? new() : null;

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
