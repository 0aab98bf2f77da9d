using Shouldly;
using Xunit;

namespace SupportAgentBench.Providers.Tests;

public sealed class RedactorTests
{
    private static readonly Redactor Redactor = new(["my-own-strange-key", "short"]);

    [Theory]
    [InlineData("Incorrect API key provided: sk-proj-AbCdEfGhIjKlMnOpQrStUvWx12.", "Incorrect API key provided: [redacted].")]
    [InlineData("key my-own-strange-key was refused", "key [redacted] was refused")]
    [InlineData("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer [redacted]")]
    [InlineData("{\"api_key\": \"0123456789abcdef\"}", "{\"api_key\": \"[redacted]\"}")]
    [InlineData("x-api-key=0123456789abcdef&next=1", "x-api-key=[redacted]&next=1")]
    [InlineData("https://user:secret@host.example/v1", "https://[redacted]@host.example/v1")]
    [InlineData("AIzaSyA1234567890abcdefghijklmn and xai-abcdefghij1234567890", "[redacted] and [redacted]")]
    [InlineData("tool_sk-abcdefghijklmnop1234", "tool_[redacted]")]
    [InlineData("gsk_abcdefghijklmnopqrst, ghp_abcdefghijklmnopqrstuvwx, AKIAIOSFODNN7EXAMPLE", "[redacted], [redacted], [redacted]")]
    public void Whatever_is_or_looks_like_a_key_is_taken_out(string text, string clean) => Redactor.Clean(text).ShouldBe(clean);

    [Theory]
    [InlineData("Your order #1172 is on its way: https://skyhaul.example/track/SKH4410927755")]
    [InlineData("A short message about a task-force and a desk-lamp, risk-free.")]
    [InlineData("Please bring the bearer of this letter to the secret garden; the token=7 fits.")]
    [InlineData("short")]
    public void Ordinary_words_stay_as_they_are(string text) => Redactor.Clean(text).ShouldBe(text);

    [Theory]
    [InlineData("business", "It ships within 1-2 business days.")]
    [InlineData("Northline", "Thank you for writing to Northline.")]
    [InlineData("test", "This is a test.")]
    [InlineData("20260629", "SKH4420260629755 was scanned.")]
    public void A_key_that_is_a_word_or_a_number_stays_in_what_is_said_and_is_taken_out_where_it_is_a_key(string key, string said)
    {
        var redactor = new Redactor([]);

        redactor.Hold(key).ShouldBeFalse();

        redactor.Clean(said).ShouldBe(said);
        redactor.Clean($"Authorization: Bearer {key}").ShouldBe("Authorization: [redacted]");
    }

    [Theory]
    [InlineData("my-own-strange-key")]
    [InlineData("hunter22")]
    [InlineData("correcthorsebatterystaple")]
    [InlineData("pLaInVaLuE")]
    public void A_key_that_is_no_word_is_held(string key)
    {
        var redactor = new Redactor([]);

        redactor.Hold(key).ShouldBeTrue();

        redactor.Clean($"got {key}!").ShouldBe("got [redacted]!");
    }

    [Theory]
    [InlineData("p%40ss%2Fw0rd%2Bx%22y%5Cz%26q%3D1")]
    [InlineData("p@ss/w0rd+x\\\"y\\\\z&q=1")]
    [InlineData("cEBzcy93MHJkK3gieVx6JnE9MQ==")]
    public void A_key_is_known_in_the_forms_of_addresses_json_and_headers(string written) =>
        new Redactor(["p@ss/w0rd+x\"y\\z&q=1"]).Clean($"got {written}!").ShouldBe("got [redacted]!");

    [Fact]
    public void A_key_that_is_learned_later_is_taken_out_from_then_on()
    {
        var redactor = new Redactor([]);
        redactor.Clean("plain-value-123").ShouldBe("plain-value-123");
        redactor.Hold("plain-value-123");
        redactor.Clean("say plain-value-123!").ShouldBe("say [redacted]!");
    }

    [Fact]
    public void A_megabyte_of_one_letter_is_cleaned_in_no_time()
    {
        var text = new string('s', 500_000) + " sk-" + new string('k', 500_000);
        Redactor.Clean(text).Length.ShouldBeLessThan(text.Length);
    }
}
