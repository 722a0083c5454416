using System.Runtime.CompilerServices;
using System.Text;
using MessagePack;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sokbo.Fixtures.Processes;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Gateway.Delivery.Wire.Articles;
using Sokbo.Gateway.Delivery.Wire.Weather;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>The bytes that browsers get. <c>UPDATE_GOLDEN=1</c> rewrites the files; a change of them is a change of the protocol.</summary>
public sealed class WireGolden
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 9, 30, 0, TimeSpan.FromHours(9));

    private static readonly ArticleContent Story = new()
    {
        Id = "01JDBA",
        Site = "default",
        Section = "local",
        Revision = 3,
        Stage = ArticleStage.Corrected,
        Headline = "첫눈 \"기습\" <b>& 정체</b>",
        Blocks =
        [
            new ArticleBlock { Kind = BlockKind.Paragraph, Html = "오늘 <em>아침</em>" },
            new ArticleBlock { Kind = BlockKind.Image, Url = "/media/a.jpg", Alt = "눈길", Html = "시청 앞", Width = 1200, Height = 800 },
            new ArticleBlock { Kind = BlockKind.List, Items = ["하나", "둘"], Ordered = true },
        ],
        FirstPublishedAt = At,
        ModifiedAt = At.AddMinutes(5),
        Notes = [new ArticleNote(At.AddMinutes(5), "적설량을 바로잡습니다.")],
        Sample = true,
    };

    private static readonly ArticleDelta Delta = new()
    {
        Revision = 4,
        Stage = ArticleStage.Updated,
        ModifiedAt = At.AddMinutes(9),
        Headline = "첫눈 그쳐",
        Breaking = true,
    };

    private static readonly ArticleContent Tombstone = Story with
    {
        Revision = 5,
        Stage = ArticleStage.Retracted,
        Headline = "",
        Blocks = [],
        Notes = [],
        RetractionReason = "오보",
    };

    [Fact]
    public void Article() => Check(Update(Story, UpdateKind.Snapshot, false, 3));

    [Fact]
    public void ArticleChange() => Check(Update(Delta, UpdateKind.Delta, false, 4));

    [Fact]
    public void Retraction() => Check(Update(Tombstone, UpdateKind.Snapshot, true, 5));

    [Fact]
    public void Front() => Check(Update(
        new ArticleList([Card]), UpdateKind.Snapshot, false, 7));

    [Fact]
    public void FrontChange() => Check(Update(new ArticleListDelta([Card], ["01JDB9"]), UpdateKind.Delta, false, 8));

    [Fact]
    public void Breaking() => Check(Update(
        new BreakingBand([new BreakingItem("01JDBA", 3, "첫눈", At, false)]), UpdateKind.Snapshot, false, 2));

    [Fact]
    public void Warnings() => Check(Update(
        new WarningsState { Region = "capital", InForce = [Rain, Rain with { Kind = "새바람", Level = "처음단계", EffectiveAt = null, EndsAt = null }], CheckedAt = At.AddMinutes(1) },
        UpdateKind.Snapshot,
        false,
        5));

    /// <summary>Nobody has asked a source yet: no time of a check, which is not the same as no warnings.</summary>
    [Fact]
    public void WarningsUnchecked() => Check(Update(new WarningsState { Region = "jeju", InForce = [] }, UpdateKind.Snapshot, false, 1));

    [Fact]
    public void A_frame_is_what_the_stock_protocols_read()
    {
        OutboundUpdate[] updates = [Update(Story, UpdateKind.Snapshot, false, 3), Update(Delta, UpdateKind.Delta, false, 4)];
        var binder = new UpdatesBinder();
        var json = new System.Buffers.ReadOnlySequence<byte>(UpdatesFrame.Json(updates));
        var pack = new System.Buffers.ReadOnlySequence<byte>(UpdatesFrame.MessagePack(updates));

        Assert.True(new JsonHubProtocol().TryParseMessage(ref json, binder, out var fromJson));
        Assert.True(new MessagePackHubProtocol().TryParseMessage(ref pack, binder, out var fromPack));

        Assert.Equal((0, 0), (json.Length, pack.Length));
        foreach (var message in new[] { fromJson, fromPack })
        {
            var invocation = Assert.IsType<InvocationMessage>(message);
            var read = Assert.IsType<ReadUpdate[]>(Assert.Single(invocation.Arguments));
            Assert.Equal("Updates", invocation.Target);
            Assert.Equal<long>([3, 4], read.Select(update => update.Seq));
            Assert.Equal(Story.Headline, read[0].Data.Headline);
        }
    }

    private static WarningReport Rain => new()
    {
        Zone = "L1100300",
        ZoneName = "서울서남권",
        Kind = "호우",
        Level = "중대경보",
        Command = "변경",
        IssuedAt = At,
        Sequence = 12,
        EffectiveAt = At.AddHours(1),
        EndsAt = At.AddHours(9),
        Source = Attribution.Kma,
    };

    private static ArticleCard Card => new()
    {
        Id = "01JDBA",
        Revision = 3,
        Section = "local",
        Headline = "첫눈",
        Image = "/media/a.jpg",
        ImageAlt = "눈길",
        FirstPublishedAt = At,
        ModifiedAt = At.AddMinutes(5),
        Corrected = true,
    };

    private static OutboundUpdate Update(TopicPayload payload, UpdateKind kind, bool barrier, long seq)
    {
        IWireMapper[] mappers =
        [
            new ArticleContentMapper(), new ArticleDeltaMapper(), new ArticleListMapper(), new ArticleListDeltaMapper(), new BreakingBandMapper(),
            new WarningsStateMapper(),
        ];
        var data = WireStep.Snapshot(payload);
        var step = new ReplicaStep
        {
            Position = new Position("e1", seq),
            Base = seq - 1,
            Kind = kind,
            Barrier = barrier,
            At = At,
            Reset = false,
            Data = data,
        };
        return new OutboundUpdate(TopicName.Article("01JDBA"), step, new WireData(() => new WireMappers(mappers).Map(data)));
    }

    private static void Check(OutboundUpdate update, [CallerMemberName] string name = "")
    {
        var text = new StringBuilder()
            .Append(Encoding.UTF8.GetString(update.Envelope.Json.Span)).Append('\n')
            .Append(MessagePackSerializer.ConvertToJson(update.Envelope.MessagePack)).Append('\n');
        foreach (var line in Convert.ToHexStringLower(update.Envelope.MessagePack.Span).Chunk(96))
        {
            text.Append(line).Append('\n');
        }

        var golden = Path.Combine(RepositoryRoot.Path, "tests", "Gateway.Tests", "Delivery", "Golden", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            File.WriteAllText(golden, text.ToString());
        }

        Assert.Equal(File.ReadAllText(golden), text.ToString());
    }

    private sealed class UpdatesBinder : IInvocationBinder
    {
        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(ReadUpdate[])];

        public Type GetReturnType(string invocationId) => throw new NotSupportedException();

        public Type GetStreamItemType(string streamId) => throw new NotSupportedException();
    }
}
