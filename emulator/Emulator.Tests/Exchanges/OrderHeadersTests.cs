using Emulator.Exchanges;
using Emulator.Faults;

namespace Emulator.Tests.Exchanges;

/// <summary>What a request asks for in headers: read strictly, and before the scenario.</summary>
public sealed class OrderHeadersTests
{
    [Theory]
    [InlineData("X-Emulator-Fault", "reset", "Reset")]
    [InlineData("X-Emulator-Fault", "reset; phase=firstByte", "Reset")]
    [InlineData("X-Emulator-Fault", "stall ; afterBytes=100; delay=2s", "Stall")]
    [InlineData("X-Emulator-Fault", "refuse; status=429; retryAfter=2s; retryAfterForm=httpDate", "Refuse")]
    [InlineData("X-Emulator-Fault", "editJson; set={a.b: [1, null]}; remove=[id]", "EditJson")]
    [InlineData("X-Emulator-Fault", "wrongBody; body=not found, sorry; contentType=text/plain", "WrongBody")]
    [InlineData("X-Emulator-Status", "503", "Refuse")]
    [InlineData("Prefer", "respond-async, code=429", "Refuse")]
    public void Read_RightValue_IsAFault(string header, string value, string kind)
    {
        var problem = OrderHeaders.Read(Request(header, value), out var orders);

        Assert.Null(problem);
        Assert.Equal(kind, $"{Assert.Single(orders.Faults!).Rule.Fault}");
    }

    [Theory]
    [InlineData("X-Emulator-Fault", "explode", "use one of none, refuse, gatewayPage, delay")]
    [InlineData("X-Emulator-Fault", "", "there is no fault ; use one of none, refuse")]
    [InlineData("X-Emulator-Fault", "reset; phase=never", "use one of these words")]
    [InlineData("X-Emulator-Fault", "reset; status=500", "write fault: refuse or gatewayPage or errorEvent")]
    [InlineData("X-Emulator-Fault", "reset; phases=headers", "write phase")]
    [InlineData("X-Emulator-Fault", "refuse; status=0x1F4", "expected a whole number")]
    [InlineData("X-Emulator-Fault", "refuse; status=200", "write a value from 400 to 599")]
    [InlineData("X-Emulator-Fault", "delay; delay=5", "write a duration such as 800ms")]
    [InlineData("X-Emulator-Fault", "editJson; set={a", "correct the line")]
    [InlineData("X-Emulator-Delay", "2", "give a number with its unit, 250ms, 2s or 1.5m")]
    [InlineData("X-Emulator-Delay", "-2s", "is no duration")]
    [InlineData("X-Emulator-Delay", "1e3ms", "is no duration")]
    [InlineData("X-Emulator-Delay", "99999999h", "is longer than the 24 hours that an answer can wait; give less")]
    [InlineData("X-Emulator-Fault", "headers; headers={Content-Length: '5'}", "write {fault: contentLength, byBytes: 100}")]
    [InlineData("X-Emulator-Status", "200", "give a whole number from 400 to 599")]
    [InlineData("X-Emulator-Status", "4e2", "is no status")]
    [InlineData("Prefer", "code=abc", "is no status")]
    public void Read_WrongValue_SaysWhatIsRight(string header, string value, string remedy)
    {
        var problem = OrderHeaders.Read(Request(header, value), out var orders);

        Assert.Contains(remedy, problem, StringComparison.Ordinal);
        Assert.StartsWith($"{header}: ", problem, StringComparison.Ordinal);
        Assert.Null(orders.Faults);
    }

    [Theory]
    [InlineData("Prefer", "wait=10")]
    [InlineData("X-Other", "reset")]
    public void Read_OtherHeaders_AskForNothing(string header, string value)
    {
        Assert.Null(OrderHeaders.Read(Request(header, value), out var orders));

        Assert.Null(orders.Faults);
        Assert.Null(orders.Delay);
    }

    [Fact]
    public async Task Send_HeaderAgainstScenario_HeaderWins()
    {
        await using var emulator = await TestEmulator.StartAsync(
            "DeepSeek/Chat: {delay: 1h, failureRate: 1, failureStatus: 500, timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}}");

        using var asked = await SendAsync(emulator, ("X-Emulator-Status", "429"), ("X-Emulator-Delay", "0s"));
        using var healthy = await SendAsync(emulator, ("X-Emulator-Fault", "none"), ("X-Emulator-Delay", "0s"));

        Assert.Equal(429, (int)asked.StatusCode);
        Assert.Equal(
            "X-Emulator-Status 429: refuse; X-Emulator-Delay: 0 ms", Assert.Single(asked.Headers.GetValues("X-Emulator-Reason")));
        Assert.Equal(200, (int)healthy.StatusCode);
    }

    [Fact]
    public async Task Send_TwoFaults_AreBothPerformed()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var request = TestEmulator.Chat(Faults.FaultFlight.ChatBody);
        request.Headers.Add("X-Emulator-Fault", ["contentType; contentType=text/plain", "headers; headers={X-A: b}"]);

        using var reply = await emulator.SendAsync(request);

        Assert.Equal("text/plain", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal("b", Assert.Single(reply.Headers.GetValues("X-A")));
    }

    [Fact]
    public async Task Send_UnreadableHeader_IsRefusedByTheEmulatorInItsOwnName()
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var reply = await SendAsync(emulator, ("X-Emulator-Fault", "explode"));

        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Contains("there is no fault explode", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, (int)emulator.Journal[0]["units"]!["requests"]!);
    }

    [Fact]
    public void Words_OfFaults_AreAllReadable() =>
        Assert.All(FaultWord.All, word => Assert.DoesNotContain("there is no fault", OrderHeaders.Read(Request("X-Emulator-Fault", word), out _) ?? "", StringComparison.Ordinal));

    private static HttpRequest Request(string header, string value)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers[header] = value;
        return http.Request;
    }

    private static async Task<HttpResponseMessage> SendAsync(TestEmulator emulator, params (string Name, string Value)[] headers)
    {
        using var request = TestEmulator.Chat(Faults.FaultFlight.ChatBody);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await emulator.SendAsync(request);
    }
}
