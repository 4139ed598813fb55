using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProviderClients.NanoBanana.TaskApi;

namespace ProviderClients.Tests.NanoBanana.TaskApi;

/// <summary>The endpoint hands every callback in and answers at once.</summary>
public sealed class CallbackEndpointTests
{
    [Theory]
    [InlineData("""{"code":200,"msg":"m","data":{"taskId":"t-1","info":{"resultImageUrl":"https://a.test/a.jpg"}}}""", 200, true)]
    [InlineData("hello", 400, false)]
    [InlineData(null, 413, false)]
    public async Task Post_IsHandedInAndAnswered(string? body, int status, bool isHeard)
    {
        var callbacks = new NanoBananaCallbacks();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<INanoBananaCallbacks>(callbacks);
        await using var application = builder.Build();
        application.MapNanoBananaCallbacks("/callbacks/secret");
        var endpoint = ((IEndpointRouteBuilder)application).DataSources.SelectMany(source => source.Endpoints).Single();
        var context = new DefaultHttpContext { RequestServices = application.Services };
        context.Request.Body = new MemoryStream(body is null ? new byte[300 * 1024] : Encoding.UTF8.GetBytes(body));

        await endpoint.RequestDelegate!(context);

        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(isHeard, callbacks.Listen("t-1").Told is not null);
    }
}
