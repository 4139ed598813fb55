using System.Globalization;
using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;

namespace Emulator.Flux.Bfl;

/// <summary>Decides what becomes of a request: its picture, price, times and addresses.</summary>
internal static class BflReplies
{
    public static Job<BflTask> Start(Exchange exchange, BflModel model, BflRequest request)
    {
        var now = exchange.Clock.Now;
        var times = exchange.ScheduleJob(now);
        times = exchange.FateOf(request.Prompt) is JobFate.Stuck ? times.WithoutEnd() : times;
        var endsAt = now + times.Queue + times.Run;
        var task = Plan(exchange, model, request, endsAt + times.ResultLifetime);
        return new Job<BflTask>(exchange.Ids.Uuid(), exchange.Account, task, now, times)
        {
            Origin = exchange.AsOrigin,
            Failure = task.Outcome == BflOutcome.Ready ? null : task.Outcome.ToString(),
            Slot = exchange.Permit.HoldForJob(endsAt),
        };
    }

    /// <summary>The price in credits.</summary>
    public static decimal CostOf(BflModel model, BflRequest request) => model.CostOf(request.Size.Pixels, request.InputImages);

    public static string PollingUrl(Exchange exchange, string id) => $"{exchange.BaseUrl}/v1/get_result?id={id}";

    public static string FileNameOf(BflTask task) => $"sample.{task.Picture.Extension}";

    /// <summary>The part of the sample's URL that no other task has.</summary>
    public static string DeliveryIdOf(BflTask task)
    {
        var path = task.SampleUrl[..task.SampleUrl.IndexOf('?', StringComparison.Ordinal)];
        return path.Split('/')[^2];
    }

    private static BflTask Plan(Exchange exchange, BflModel model, BflRequest request, DateTimeOffset expiresAt)
    {
        var seed = request.Seed ?? (uint)Seed.For(exchange.Plan.ContentSeed, "seed");
        PictureSpec picture = new(request.Size, request.Format, (ulong)(seed & ulong.MaxValue), request.Prompt)
        {
            Own = exchange.Plan.Answer?.Image,
        };
        var signature = $"{exchange.Ids.Letters(43)}=";
        var expiry = expiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var url = $"{exchange.BaseUrl}/delivery/results/{exchange.Ids.Hex(32)}/sample.{picture.Extension}"
            + $"?se={Uri.EscapeDataString(expiry)}&sp=r&sv=2024-11-04&sr=b&rsct={picture.MediaType}&sig={Uri.EscapeDataString(signature)}";
        return new BflTask(picture, seed, CostOf(model, request), url)
        {
            Signature = signature,
            Outcome = exchange.FateOf(request.Prompt) switch
            {
                JobFate.Moderated => BflOutcome.RequestModerated,
                JobFate.Failed => BflOutcome.Error,
                _ => BflOutcome.Ready,
            },
        };
    }
}
